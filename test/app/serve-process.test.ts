import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, expect, test } from "@jest/globals";

/** `regreen serve` as an operator runs it: a process with an environment. */
const folder = mkdtempSync(join(tmpdir(), "regreen-serve-"));
let child: ChildProcess;
let output = "";

function serve(environment: Record<string, string>): void {
  output = "";
  child = spawn(process.execPath, [resolve("src/main.ts"), "serve"], { cwd: folder, env: { PATH: process.env["PATH"], HOME: folder, REGREEN_STATE: join(folder, "state"), PORT: "0", ...environment } });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => { output += chunk.toString(); });
}

async function said(text: string): Promise<void> {
  while (!output.includes(text)) await once(child.stdout ?? child, "data");
}

afterEach(() => { child.kill("SIGKILL"); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const good = { APP_ID: "42", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "canary-3f9c5a1e7b2d4680", GHE_HOST: "127.0.0.1:9", GHE_PROTOCOL: "http" };

test("it serves while GitHub is away, and SIGTERM ends it in order", async () => {
  serve(good);
  await said('"msg":"serving"');
  child.kill("SIGTERM");
  const [code] = await once(child, "exit") as [number];
  expect([code, output.includes('"msg":"stopped"'), /canary|BEGIN/.test(output)]).toEqual([0, true, false]);
});

test("a weak webhook secret is refused with what to do, and is not printed", async () => {
  serve({ ...good, WEBHOOK_SECRET: "canary" });
  const [code] = await once(child, "exit") as [number];
  expect([code, output.includes("openssl rand -hex 32"), output.includes("canary")]).toEqual([2, true, false]);
});
