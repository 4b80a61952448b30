import type { Handler } from "./handler.ts";

export const createSubshell: Handler = (_request, { shells }) => ({
  status: "ok",
  subshell_id: shells.create(),
});

/** Answers when what ran in the subshell has stopped. */
export const deleteSubshell: Handler = async (request, { shells }) => {
  await shells.delete(request.message.content["subshell_id"]);
  return { status: "ok" };
};

/** Their ids, under a name in the singular: so it is in the protocol. */
export const listSubshells: Handler = (_request, { shells }) => ({
  status: "ok",
  subshell_id: shells.ids,
});
