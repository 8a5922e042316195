import { connect } from "node:net";
import { inScratch } from "../scratch.ts";
import { load, memoryOf, startContestant } from "./contestant.ts";

const MEGABYTE = 1024 * 1024;
const SIZE = 300 * MEGABYTE;
const chunk = Buffer.alloc(MEGABYTE, "a");

const head = `POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-GitHub-Event: check_run\r\nX-GitHub-Delivery: 00000000-0000-4000-8000-000000000000\r\nX-Hub-Signature-256: sha256=${"0".repeat(64)}\r\nContent-Length: ${SIZE}\r\n\r\n`;

export interface Flood { readonly status: number; readonly milliseconds: number; readonly growth: number }

/** Sends 300 MB with a signature that is none, as fast as they are taken. `growth`: peak of the server's memory above what it had before, in MB. */
export async function flood(program: "our-server.ts" | "probot-server.ts"): Promise<Flood> {
  return inScratch(async (folder) => {
    const server = await startContestant(program, folder);
    await load(server.port, 10, 300);
    const before = memoryOf(server.process).now;
    const { status, milliseconds } = await send(server.port);
    const { peak } = memoryOf(server.process);
    server.process.kill("SIGKILL");
    return { status, milliseconds, growth: Math.max(0, peak - before) };
  });
}

async function send(port: number): Promise<{ status: number; milliseconds: number }> {
  const socket = connect(port, "127.0.0.1").setMaxListeners(0);
  const started = performance.now();
  let answered = 0;
  let status = 0;
  socket.on("data", (data: Buffer) => {
    if (status !== 0) return;
    status = Number(data.toString("latin1", 9, 12));
    answered = performance.now();
  });
  socket.on("error", () => undefined);
  const next = (event: "drain" | "data"): Promise<unknown> => new Promise((resolve) => { for (const name of [event, "close"]) socket.once(name, resolve); });
  socket.write(head);
  for (let sent = 0; sent < SIZE && status === 0 && !socket.destroyed; sent += chunk.length) {
    if (!socket.write(chunk)) await next("drain");
  }
  while (status === 0 && !socket.destroyed) await next("data");
  socket.destroy();
  return { status, milliseconds: answered - started };
}
