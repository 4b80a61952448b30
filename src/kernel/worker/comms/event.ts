/** Something happens to a comm, a named line between code in cells and code in the page; either side may begin. */
export type CommEvent =
  | { readonly type: "comm_open"; readonly id: string; readonly target: string; readonly data: unknown }
  | { readonly type: "comm_msg"; readonly id: string; readonly data: unknown }
  | { readonly type: "comm_close"; readonly id: string; readonly data: unknown };
