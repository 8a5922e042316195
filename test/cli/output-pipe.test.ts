import { expect, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { openOutputPipe } from "../../src/cli/fix/output-pipe.ts";

async function printed(command: string): Promise<string> {
  const pipe = openOutputPipe();
  const child = spawn(command, { shell: true, stdio: ["ignore", pipe.writing, pipe.writing] });
  const exit = new Promise((done) => { child.on("exit", done); });
  const chunks: Buffer[] = [];
  await Promise.all([exit, pipe.begin((chunk) => { chunks.push(chunk); })]);
  return Buffer.concat(chunks).toString();
}

test("a command may open its output by name, as `tee /dev/stderr` does; what it prints on both streams stands in the order in which it was printed", async () => {
  expect(await printed("echo one | tee /dev/stderr; echo two >&2; echo three; echo four > /dev/stdout")).toBe("one\none\ntwo\nthree\nfour\n");
});

test("more than a pipe holds comes whole, and so does nothing", async () => {
  expect([(await printed("head -c 3000000 /dev/zero | tr '\\0' x")).length, await printed("exit 3")]).toEqual([3_000_000, ""]);
});
