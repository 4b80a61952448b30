/** What a cell declares with `using` and `await using`, disposed of in reverse order when the cell has ended. */
export class Resources {
  readonly #stack = new AsyncDisposableStack();

  /** @returns the resource, so that it can be declared. @throws TypeError as V8 does if it is none. */
  use<T>(resource: T): T {
    if (resource === null || resource === undefined) return resource;
    const dispose: unknown = Reflect.get(Object(resource) as object, Symbol.dispose);
    if (typeof dispose !== "function") throw new TypeError("Property [Symbol.dispose] is not a function.");
    this.#stack.defer(() => {
      Reflect.apply(dispose, resource, []);
    });
    return resource;
  }

  useAsync<T>(resource: T): T {
    this.#stack.use(resource as AsyncDisposable);
    return resource;
  }

  async dispose(): Promise<void> {
    await this.#stack.disposeAsync();
  }
}
