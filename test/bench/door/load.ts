/**
 * A load generator of our own, run as a process: `node load.ts <port> <path> <connections> <milliseconds>`. Each connection sends one signed
 * delivery after another (keep-alive, no pipelining, a GUID of its own each). Prints one JSON line: how many, how fast, how long each took.
 */
import { createHmac, randomUUID } from "node:crypto";
import { connect } from "node:net";
import { payload, secret } from "./payload.ts";

const [port, path, connections, milliseconds] = process.argv.slice(2);
const signature = `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`;
const before = Buffer.from(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nUser-Agent: GitHub-Hookshot/1\r\nX-GitHub-Event: check_run\r\nX-Hub-Signature-256: ${signature}\r\nContent-Length: ${payload.length}\r\nX-GitHub-Delivery: `);
const rest = Buffer.concat([Buffer.from("\r\n\r\n"), payload]);

const latencies: number[] = [];
let failures = 0;
const started = performance.now();
const ends = started + Number(milliseconds);

function isWhole(answer: string): boolean {
  const split = answer.indexOf("\r\n\r\n");
  if (split < 0) return false;
  const length = /content-length: (\d+)/i.exec(answer)?.[1];
  return length === undefined ? answer.endsWith("0\r\n\r\n") : answer.length - split - 4 >= Number(length);
}

function sender(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.setNoDelay(true);
    let sent = 0;
    let answer = "";
    const send = (): void => {
      sent = performance.now();
      answer = "";
      socket.write(Buffer.concat([before, Buffer.from(randomUUID()), rest]));
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      if (!isWhole(answer)) return;
      const now = performance.now();
      if (/^HTTP\/1\.1 20[02] /.test(answer)) latencies.push(now - sent);
      else failures += 1;
      if (now < ends) return send();
      socket.destroy();
      resolve();
    });
  });
}

await Promise.all(Array.from({ length: Number(connections) }, sender));
const seconds = (performance.now() - started) / 1000;
latencies.sort((one, other) => one - other);
const at = (part: number): number => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
process.stdout.write(`${JSON.stringify({ count: latencies.length, failures, perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99) })}\n`);
