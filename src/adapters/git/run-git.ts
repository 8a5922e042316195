import { spawn } from "node:child_process";
import { Fault } from "../../core/fault/fault.ts";

/**
 * Runs git in a checkout and gives its standard output. Nothing that the repository configures is executed: no hooks, no file system monitor, no pager.
 * Rejects with Fault `checkout-unreadable` naming what git said.
 */
export function runGit(checkout: string, args: readonly string[], input: string | null = null): Promise<Buffer> {
  const settings = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"];
  const child = spawn("git", ["--no-pager", "--no-optional-locks", ...settings, ...args], { cwd: checkout, stdio: ["pipe", "pipe", "pipe"] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", (cause) => reject(new Fault("environment-missing", { detail: "git is not installed", cause })));
    child.on("close", (code) => {
      if (code === 0 || (code === 1 && args[0] === "check-ignore")) return resolve(Buffer.concat(out));
      reject(new Fault("checkout-unreadable", { detail: `git ${args[0] ?? ""}: ${Buffer.concat(err).toString("utf8").trim().slice(0, 500)}` }));
    });
  });
}

/** Fields of a `-z` output. */
export function fields(output: Buffer): readonly string[] {
  return output.toString("utf8").split("\0").filter((field) => field !== "");
}
