import type { FastifyReply } from "fastify";

/** What a visitor without the token sees: how to come in. */
export async function askForToken(reply: FastifyReply, wasWrong: boolean): Promise<FastifyReply> {
  const why = wasWrong
    ? "The token in this address is not the one of the lab that runs now."
    : "This browser has not been let into the lab yet.";
  return reply.code(401).type("text/html; charset=utf-8").send(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Paxos Lab: token needed</title>
<style>body{font:1.1rem/1.6 Georgia,serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem}
code{font-size:.9em}</style>
<h1>The lab needs its token</h1><p>${why}</p>
<p>Open the address that <code>paxoslab lab</code> printed in the terminal when it started: it ends in
<code>?token=…</code>. Each start makes a new one.</p></html>`);
}
