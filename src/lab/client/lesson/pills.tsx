import type { KernelLink, KernelStatus } from "../kernel/link.ts";
import type { Saver, SaveState } from "../model/saver.ts";

const kernelWords: Record<KernelStatus, string> = {
  connecting: "connecting",
  starting: "kernel starting",
  idle: "kernel ready",
  busy: "running",
  restarting: "restarting",
  dead: "kernel died",
  lost: "no connection",
};

export function KernelPill({ link }: { readonly link: KernelLink }) {
  const status = link.status.value;
  return (
    <span
      class="pill kernel"
      data-status={status}
      role="status"
      aria-label={`Kernel: ${kernelWords[status]}`}
    >
      {kernelWords[status]}
    </span>
  );
}

const saveWords: Record<SaveState["kind"], string> = {
  saved: "saved",
  unsaved: "saving…",
  saving: "saving…",
  failed: "not saved",
  conflict: "not saved",
};

export function SavePill({ saver }: { readonly saver: Saver }) {
  const { kind } = saver.state.value;
  return (
    <span class="pill save" data-state={kind}>
      {saveWords[kind]}
    </span>
  );
}
