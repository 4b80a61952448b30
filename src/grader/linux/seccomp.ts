/**
 * A filter of system calls for the kernel (seccomp), as a program of classic BPF; null for processors it has no numbers for.
 *
 * Refused are what starts processes, traces them, mounts, opens sockets and shared memory, and the large interfaces in
 * which the kernel's own bugs are found. The list says what is refused, not what is allowed, since what a runtime needs
 * changes with its version, and other walls stand behind this one.
 */
export function seccompFilter(processor: string): Buffer | null {
  const machine = Object.hasOwn(machines, processor) ? machines[processor] : undefined;
  if (machine === undefined) return null;
  return assemble([
    { code: op.load, value: field.processor },
    { code: op.jumpIfEqual, value: machine.name, no: "refused" },
    { code: op.load, value: field.call },
    // On a 64-bit machine the 32-bit calls (x32) are numbered apart.
    { code: op.jumpIfAtLeast, value: 0x4000_0000, yes: "refused" },
    { code: op.jumpIfEqual, value: machine.clone3, yes: "unknown" },
    { code: op.jumpIfEqual, value: machine.clone, yes: "clone" },
    { code: op.jumpIfEqual, value: machine.ioctl, yes: "ioctl" },
    ...machine.refused.map((value) => ({ code: op.jumpIfEqual, value, yes: "refused" })),
    { code: op.answer, value: answer.allow },
    // Threads are clones too: the flags, its first argument, tell them from processes.
    { label: "clone", code: op.load, value: field.firstArgument },
    { code: op.jumpIfAnyBit, value: threadFlag, no: "refused" },
    { code: op.answer, value: answer.allow },
    { label: "ioctl", code: op.load, value: field.secondArgument },
    ...typingIntoTerminals.map((value) => ({ code: op.jumpIfEqual, value, yes: "refused" })),
    { code: op.answer, value: answer.allow },
    { label: "refused", code: op.answer, value: answer.notPermitted },
    // Its flags lie in memory, where no filter can look; libraries then fall back on clone.
    { label: "unknown", code: op.answer, value: answer.noSuchCall },
  ]);
}

interface Instruction {
  readonly label?: string;
  readonly code: number;
  readonly value: number;
  /** Where to go on, instead of at the next instruction. */
  readonly yes?: string;
  readonly no?: string;
}

const op = { load: 0x20, jumpIfEqual: 0x15, jumpIfAtLeast: 0x35, jumpIfAnyBit: 0x45, answer: 0x06 };
/** Offsets in `struct seccomp_data`. */
const field = { call: 0, processor: 4, firstArgument: 16, secondArgument: 24 };
const answer = { allow: 0x7fff_0000, notPermitted: 0x0005_0001, noSuchCall: 0x0005_0026 };
const threadFlag = 0x0001_0000;
/** TIOCSTI and TIOCLINUX. */
const typingIntoTerminals = [0x5412, 0x541c];

/** Eight bytes each (`struct sock_filter`): code, two relative jumps, value. */
function assemble(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(({ code, value, yes, no }, at) => {
    const jump = (label: string | undefined): number =>
      label === undefined ? 0 : program.findIndex((one) => one.label === label) - at - 1;
    bytes.writeUInt16LE(code, at * 8);
    bytes.writeUInt8(jump(yes), at * 8 + 2);
    bytes.writeUInt8(jump(no), at * 8 + 3);
    bytes.writeUInt32LE(value, at * 8 + 4);
  });
  return bytes;
}

interface Machine {
  /** As the kernel names the processor (`AUDIT_ARCH_…`). */
  readonly name: number;
  readonly clone: number;
  readonly clone3: number;
  readonly ioctl: number;
  readonly refused: readonly number[];
}

/** Calls that are newer have one number everywhere. */
const newer = {
  pidfd_open: 434,
  pidfd_getfd: 438,
  io_uring_setup: 425,
  io_uring_enter: 426,
  io_uring_register: 427,
  open_tree: 428,
  move_mount: 429,
  fsopen: 430,
  fsmount: 432,
  mount_setattr: 442,
};

const onX64 = {
  ...newer,
  fork: 57,
  vfork: 58,
  ptrace: 101,
  process_vm_readv: 310,
  process_vm_writev: 311,
  socket: 41,
  shmget: 29,
  semget: 64,
  msgget: 68,
  mq_open: 240,
  memfd_create: 319,
  mount: 165,
  umount2: 166,
  pivot_root: 155,
  chroot: 161,
  unshare: 272,
  setns: 308,
  add_key: 248,
  request_key: 249,
  keyctl: 250,
  bpf: 321,
  perf_event_open: 298,
  userfaultfd: 323,
  kexec_load: 246,
  init_module: 175,
  finit_module: 313,
  delete_module: 176,
  name_to_handle_at: 303,
  open_by_handle_at: 304,
};

const onArm64 = {
  ...newer,
  ptrace: 117,
  process_vm_readv: 270,
  process_vm_writev: 271,
  socket: 198,
  shmget: 194,
  semget: 190,
  msgget: 186,
  mq_open: 180,
  memfd_create: 279,
  mount: 40,
  umount2: 39,
  pivot_root: 41,
  chroot: 51,
  unshare: 97,
  setns: 268,
  add_key: 217,
  request_key: 218,
  keyctl: 219,
  bpf: 280,
  perf_event_open: 241,
  userfaultfd: 282,
  kexec_load: 104,
  init_module: 105,
  finit_module: 273,
  delete_module: 106,
  name_to_handle_at: 264,
  open_by_handle_at: 265,
};

/** By Node's name of the processor. */
const machines: Readonly<Record<string, Machine>> = {
  x64: { name: 0xc000_003e, clone: 56, clone3: 435, ioctl: 16, refused: Object.values(onX64) },
  arm64: { name: 0xc000_00b7, clone: 220, clone3: 435, ioctl: 29, refused: Object.values(onArm64) },
};
