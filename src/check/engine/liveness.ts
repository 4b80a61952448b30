/** At which hosts which messages can still change something: a bit for each pair. */
export class Liveness {
  readonly #bits: Int32Array;
  /** Numbers a host. */
  readonly #width: number;

  constructor(hosts: number, messages: number) {
    this.#width = Math.ceil(messages / 32);
    this.#bits = new Int32Array(hosts * this.#width);
  }

  get bytes(): number {
    return this.#bits.byteLength;
  }

  add(host: number, message: number): void {
    this.#bits[host * this.#width + (message >> 5)]! |= 1 << (message & 31);
  }

  isAlive(host: number, message: number): boolean {
    return (this.#bits[host * this.#width + (message >> 5)]! & (1 << (message & 31))) !== 0;
  }
}
