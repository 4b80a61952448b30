/** The environment of kernels that check types, as they do for users; most tests run without (vitest.config.ts). */
export const typed = { PAXOSLAB_KERNEL_TYPES: "error" } as const;
