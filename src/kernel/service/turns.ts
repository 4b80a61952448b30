/** Does one thing after the other, and at once what there is nothing before. */
export class Turns {
  /** Resolves when the last of them is over. */
  #end: Promise<void> | undefined;

  async run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#end ? this.#end.then(task) : task();
    const end: Promise<void> = turn.then(
      () => this.#leave(end),
      () => this.#leave(end),
    );
    this.#end = end;
    return turn;
  }

  #leave(end: Promise<void>): void {
    if (this.#end === end) this.#end = undefined;
  }
}
