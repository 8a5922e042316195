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
  const { runFix } = await import("./fix.ts");
  return runFix(reading.inputs.plan, place.job, write);
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
