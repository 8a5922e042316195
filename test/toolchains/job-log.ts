/** Where a job's checkout stands on GitHub's machines: what a tool prints of its own folder is written so. */
export const workspace = "/home/runner/work/hello/hello";

/** As GitHub stores it: a UTC time with seven decimals before every line, groups, the command in colour. */
export function asJobLog(command: string, output: Buffer, status: number): Buffer {
  const head = [`##[group]Run ${command}`, `\u001b[36;1m${command}\u001b[0m`, "shell: /usr/bin/bash -e {0}", "##[endgroup]"];
  const body = output.toString("latin1").replace(/\n$/, "").split("\n");
  const lines = [...head.map((line) => Buffer.from(line).toString("latin1")), ...body, `##[error]Process completed with exit code ${status}.`];
  const stamped = lines.map((line, index) => `2026-11-20T08:15:${String(10 + Math.floor(index / 20)).padStart(2, "0")}.${String(1_000_000 + index * 4321).padStart(7, "0")}Z ${line}\n`);
  return Buffer.from(stamped.join(""), "latin1");
}
