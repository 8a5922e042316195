import { describe, expect, test } from "@jest/globals";
import { beginHere, beginProcess, SMALL_PARENT, type Command } from "./begin-process.ts";
import { frame, readFrames } from "./frame.ts";

interface Ended { readonly out: string; readonly errors: string; readonly exit: readonly [number | null, string | null] | null; readonly error: string | null }

/** `input` is written at once; `killAt`: as soon as it has said so. */
function ended(begin: typeof beginProcess, argv: readonly string[], { input = "", killAt, program = process.execPath }: { readonly input?: string; readonly killAt?: string; readonly program?: string } = {}): Promise<Ended> {
  const command: Command = { program, argv, environment: { PATH: process.env["PATH"] ?? "" }, hasInput: true, isGroup: true };
  return new Promise((resolve) => {
    let [out, errors, exit, error]: [string, string, Ended["exit"], string | null] = ["", "", null, null];
    const begun = begin(command, {
      stdout: (chunk) => { out += chunk.toString(); if (killAt !== undefined && out.includes(killAt)) begun.kill(); },
      stderr: (chunk) => { errors += chunk.toString(); },
      error: (thrown) => { error = (thrown as NodeJS.ErrnoException).code ?? thrown.message; },
      exit: (code, signal) => { exit = [code, signal]; },
      close: () => { resolve({ out, errors, exit, error }); },
    });
    begun.stdin.end(input);
  });
}

test("the tests have a small parent", () => { expect(process.env[SMALL_PARENT]).toMatch(/socket$/); });

describe.each([["by the small parent", beginProcess], ["here", beginHere]] as const)("a process that is begun %s", (_, begin) => {
  test("is given its input and tells its output, its errors and its exit code", async () => {
    const program = "process.stdin.pipe(process.stdout); process.stdin.on('end', () => { console.error('over'); process.exitCode = 7; });";
    const input = "a line of input\n".repeat(100_000);
    expect(await ended(begin, ["-e", program], { input })).toEqual({ out: input, errors: "over\n", exit: [7, null], error: null });
  });

  test("is ended with its group", async () => {
    const program = "require('node:child_process').spawn('sleep', ['600'], { stdio: 'inherit' }); console.log('begun');";
    expect(await ended(begin, ["-e", `${program} setTimeout(() => {}, 600_000);`], { killAt: "begun" })).toMatchObject({ exit: [null, "SIGKILL"] });
  });

  test("says so where there is no such program", async () => {
    expect(await ended(begin, [], { program: "/no/such/program" })).toMatchObject({ exit: null, error: "ENOENT" });
  });
});

test("frames are read whole, however their bytes are cut", () => {
  const bytes = Buffer.concat([frame("stdout", Buffer.from("one")), frame("kill"), frame("stderr", Buffer.alloc(300_000, 7))]);
  for (const size of [1, 4, 7, 65_536, bytes.length]) {
    const taken: [string, number][] = [];
    const read = readFrames((kind, body) => { taken.push([kind, body.length]); });
    for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size));
    expect(taken).toEqual([["stdout", 3], ["kill", 0], ["stderr", 300_000]]);
  }
});
