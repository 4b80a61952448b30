import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sockets, type ConnectionInfo } from "../messaging/index.ts";

const ip = "127.0.0.1";

/** Free ports on loopback and a fresh key, not yet written anywhere. */
export async function newConnection(): Promise<ConnectionInfo> {
  const [shell, control, iopub, stdin, hb] = await freePorts(sockets.length);
  if (!shell || !control || !iopub || !stdin || !hb) throw new Error("Fewer ports than asked for.");
  return {
    transport: "tcp",
    ip,
    shell_port: shell,
    control_port: control,
    iopub_port: iopub,
    stdin_port: stdin,
    hb_port: hb,
    signature_scheme: "hmac-sha256",
    key: randomBytes(32).toString("hex"),
  };
}

/** Writes the connection where only this user can read it, and returns the path. */
export async function writeConnectionFile(connection: ConnectionInfo, kernelName: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "jupyter-kernel-"));
  const path = join(folder, "connection.json");
  await writeFile(path, JSON.stringify({ ...connection, kernel_name: kernelName }, null, 2), { mode: 0o600 });
  return path;
}

/** Removes what {@link writeConnectionFile} wrote. */
export async function removeConnectionFile(path: string): Promise<void> {
  await rm(dirname(path), { recursive: true, force: true });
}

/** All are held at once, so that they differ; another program may still take one before the kernel does. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(servers.map(async (server) => listeningPort(server)));
  await Promise.all(servers.map(async (server) => server[Symbol.asyncDispose]()));
  return ports;
}

async function listeningPort(server: Server): Promise<number> {
  server.listen(0, ip);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
