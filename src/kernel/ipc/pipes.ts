/** The file descriptors by which the process of the cells and the kernel are connected, besides stdio. */
export const pipes = {
  /** Kernel to the thread of the cells. */
  toCells: 3,
  /** The thread of the cells to the kernel, written synchronously. */
  fromCells: 4,
  /** Kernel to guard and back. */
  guard: 5,
} as const;
