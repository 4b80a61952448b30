/** The largest number given to anything that is part of a state: decides in how many bits states are kept. */
export class Census {
  largest = 0;

  count(id: number): void {
    if (id > this.largest) this.largest = id;
  }
}
