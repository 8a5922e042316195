/** `regreen doctor`: looks at what the program stands on, and says what is wrong, why that matters and what to do. */
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import type { Check } from "../../core/doctor/check.ts";
import { examine } from "../doctor/examine.ts";
import { exitCode } from "../exit-code.ts";
import { plainText } from "../plain-text.ts";

const usage = `
Usage: regreen doctor [--json]

Looks at what Regreen stands on: Node.js, git, the sandbox (by running a command in
it), the state folder, and, where a server's settings are found in the environment or
.env: the database, the App's permissions and events against what is needed, its
installations, and whether its webhook arrives. Nothing is changed.

  --json   one JSON object

Example:
  regreen doctor --json | jq '.checks[] | select(.severity != "ok")'

Exit codes: 0 nothing is wrong (warnings are allowed) · 5 something is
`;

export const doctor: Command = {
  name: "doctor",
  summary: "look at what Regreen stands on: programs, sandbox, database, App, webhook",
  usage,
  async run(argv, io) {
    const { values } = readArguments(argv, { command: "doctor", options: { json: { type: "boolean" } }, positionals: { least: 0, most: 0 } });
    const checks = await examine(io, (what) => { if (io.stderr.isTTY === true) io.stderr.write(`looking at ${what} …\n`); });
    io.stdout.write(values.json === true ? `${JSON.stringify({ version: 1, healthy: isHealthy(checks), checks }, null, 2)}\n` : plainText(textOf(checks)));
    return isHealthy(checks) ? exitCode.done : exitCode.environment;
  },
};

function isHealthy(checks: readonly Check[]): boolean {
  return checks.every(({ severity }) => severity !== "error");
}

const MARKS: Readonly<Record<Check["severity"], string>> = { ok: "ok      ", warning: "warning ", error: "ERROR   ", skipped: "-       " };

/** What another program said may have line breaks. */
function line(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function textOf(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length)) + 2;
  const lines = checks.flatMap(({ name, severity, what, why, remedy }) => [
    `${MARKS[severity]}${name.padEnd(width)}${line(what)}`, ...(why === null || why === what ? [] : [`${" ".repeat(8 + width)}why: ${line(why)}`]), ...(remedy === null ? [] : [`${" ".repeat(8 + width)}do:  ${remedy}`]),
  ]);
  const wrong = checks.filter(({ severity }) => severity === "error").length;
  return `${lines.join("\n")}\n\n${wrong === 0 ? "Nothing is wrong." : `${wrong} ${wrong === 1 ? "thing is" : "things are"} wrong.`}\n`;
}
