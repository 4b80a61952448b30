/** The global through which rewritten cells reach their kernel. */
export const kernelGlobal = "__kernel__";
