import websocket from "@fastify/websocket";
import type { FastifyInstance } from "fastify";
import type { WebSocket } from "ws";
import { ProblemError } from "../problem.ts";
import { compactProtocol, fromFrame, toFrame } from "./frames.ts";
import type { KernelRegistry } from "./registry.ts";
import type { KernelRoom } from "./room.ts";

interface KernelParams {
  readonly id: string;
}

/** Largest message a page may send, in bytes: a cell is text. */
const maxPayload = 32 * 1024 * 1024;

/** Bytes waiting in one socket beyond which its reader is taken to have stopped reading. */
const maxWaiting = 256 * 1024 * 1024;

/** `/api/kernels/<id>/channels`: a kernel's four channels over one WebSocket. */
export async function addChannels(app: FastifyInstance, registry: KernelRegistry): Promise<void> {
  await app.register(websocket, {
    options: {
      maxPayload,
      handleProtocols: (offered: Set<string>) => offered.has(compactProtocol) && compactProtocol,
    },
  });
  app.route<{ Params: KernelParams }>({
    method: "GET",
    url: "/api/kernels/:id/channels",
    preValidation: async (request) => {
      registry.get(request.params.id);
    },
    handler: () => {
      throw new ProblemError(400, "This address takes WebSocket connections only.");
    },
    wsHandler: (socket, request) => connect(socket, registry.get(request.params.id)),
  });
}

function connect(socket: WebSocket, room: KernelRoom): void {
  const guest = {
    hear: (...[channel, message]: Parameters<Parameters<KernelRoom["enter"]>[0]["hear"]>) => {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > maxWaiting) socket.close(1013, "You read too slowly; connect again.");
      else socket.send(toFrame(channel, message, socket.protocol));
    },
  };
  const leave = room.enter(guest);
  socket.on("close", leave);
  socket.on("message", (frame: Buffer) => {
    try {
      const { channel, message } = fromFrame(frame, socket.protocol);
      room.send(guest, channel, message);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      socket.close(1007, error.message.slice(0, 120));
    }
  });
}
