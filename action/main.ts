/** The action's entry. It stays small, because every job pays for its start: the mode is loaded when the inputs are right. */
import { readInputs } from "./inputs.ts";
import { readJob } from "./job.ts";
import { annotate } from "./workflow-commands.ts";

const write = (text: string): void => void process.stdout.write(text);

async function main(): Promise<number> {
  const reading = readInputs(process.env);
  if (!reading.ok) return fail(reading.problem);
  const place = readJob(process.env);
  if ("missing" in place) return fail(`${place.missing} is not set; this program runs as a step of a GitHub Actions job`);
  const { inputs } = reading;
  switch (inputs.mode) {
    case "fix": return (await import("./fix.ts")).runFix(inputs.plan, place.job, write);
    case "propose": return (await import("./propose.ts")).runPropose({ token: inputs.token, job: place.job, environment: process.env }, write);
    case "gate": return (await import("./gate.ts")).runGate({ token: inputs.token, job: place.job, environment: process.env }, write);
    case "report": return (await import("./report.ts")).runReport({ token: inputs.token, job: place.job, environment: process.env }, write);
    default: return inputs satisfies never;
  }
}

function fail(message: string): number {
  annotate(write, "error", message);
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = fail(error instanceof Error ? `${error.message}${"remedy" in error ? `. ${String(error.remedy)}` : ` (${error.stack?.split("\n")[1]?.trim() ?? "no trace"})`}` : String(error));
}
