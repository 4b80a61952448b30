import type { RequestChannel } from "../../messaging/index.ts";
import type { Handler } from "./handler.ts";
import { commClose, commInfo, commMessage, commOpen } from "./comms.ts";
import { complete } from "./complete.ts";
import { debug } from "./debug.ts";
import { history } from "./history.ts";
import { inputReply } from "./input-reply.ts";
import { inspect } from "./inspect.ts";
import { interrupt } from "./interrupt.ts";
import { isComplete } from "./is-complete.ts";
import { kernelInfo } from "./kernel-info.ts";
import { shutdown } from "./shutdown.ts";
import { createSubshell, deleteSubshell, listSubshells } from "./subshells.ts";

export type { KernelServices } from "./handler.ts";

type Handlers = Readonly<Record<string, Handler>>;

/**
 * Answered as they arrive, even while cells run; those of one {@link laneOf lane} in the order they came.
 * Only execute_request waits its turn: see cell-queue.ts.
 */
const shell: Handlers = {
  kernel_info_request: kernelInfo,
  is_complete_request: isComplete,
  complete_request: complete,
  inspect_request: inspect,
  history_request: history,
  comm_info_request: commInfo,
  comm_open: commOpen,
  comm_msg: commMessage,
  comm_close: commClose,
  shutdown_request: shutdown,
};

/** Answered at once, whatever cells do. */
const control: Handlers = {
  kernel_info_request: kernelInfo,
  debug_request: debug,
  interrupt_request: interrupt,
  create_subshell_request: createSubshell,
  delete_subshell_request: deleteSubshell,
  list_subshell_request: listSubshells,
  shutdown_request: shutdown,
};

/** Answers to questions of ours; they are not framed by busy and idle. */
const stdin: Handlers = { input_reply: inputReply };

const handlers: Readonly<Record<RequestChannel, Handlers>> = { shell, control, stdin };

/** What answers this type of message on this channel, if anything does. */
export function handlerOf(channel: RequestChannel, type: string): Handler | undefined {
  return Object.hasOwn(handlers[channel], type) ? handlers[channel][type] : undefined;
}

/** Messages of one lane are answered in the order they came: all that concern comms, else all of one type. */
export function laneOf(type: string): string {
  return type.startsWith("comm_") ? "comm" : type;
}
