import { execFile } from "node:child_process";
import { join } from "node:path";
import type { Stage } from "./stage.ts";

/** Runs `regreen …` on the state of the App, as its operator would; `input` is its standard input. */
export function regreen({ settings }: Stage, argv: readonly string[], input = ""): Promise<{ readonly exit: number; readonly output: string }> {
  const program = ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "../../src/main.ts"), ...argv];
  const env = { PATH: process.env["PATH"], HOME: settings.stateFolder, REGREEN_STATE: settings.stateFolder, ...(settings.databaseUrl === undefined ? {} : { DATABASE_URL: settings.databaseUrl }) };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, program, { encoding: "utf8", env }, (error, stdout, stderr) => {
      resolve({ exit: error === null ? 0 : typeof error.code === "number" ? error.code : 70, output: `${stdout}${stderr}` });
    });
    child.stdin?.end(input);
  });
}
