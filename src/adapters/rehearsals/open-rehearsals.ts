/**
 * Runs replays that begin by themselves as `regreen replay`, in a process of its own: the serving process stays quick, a replay that hangs can be ended, and
 * the App's key and webhook secret are not in its environment. That process keeps the report, in the same database.
 */
import { spawn } from "node:child_process";
import { ReplayReport } from "../../core/replay/report.ts";
import type { LearningFile } from "../../core/replay/learning/learning-file.ts";
import type { DueReplay } from "../../core/replay/learning/next-replay.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { LearningSettings } from "./read-learning.ts";
import type { Log } from "../../ports/log.ts";
import type { NamedCandidate, Rehearsals } from "../../ports/rehearsals.ts";
import { builtInSkillsFolder, loadSkills } from "../skills/read-skills.ts";
import { findCandidates } from "./find-candidates.ts";

export interface RehearsalParts {
  readonly learning: LearningSettings;
  readonly store: { readonly url: string } | { readonly path: string };
  /** What starts this program: the interpreter, its options, the script. */
  readonly program: readonly string[];
  readonly log: Log;
}

/** Beyond the time for the cases themselves: the last one may still be running. */
const GRACE_SECONDS = 180;
const MOST_OUTPUT = 32 * 1024 * 1024;
const MOST_SAID = 2000;

export function openRehearsals(parts: RehearsalParts): Rehearsals {
  const { learning: { file }, log } = parts;
  return {
    budget: { secondsPerDay: file.seconds_per_day, secondsEach: file.seconds_each },
    candidates: () => allCandidates(file, log),
    rehearse: (due, signal) => rehearse(due, parts, signal),
  };
}

async function allCandidates({ repositories }: LearningFile, log: Log): Promise<readonly NamedCandidate[]> {
  const builtIn = await loadSkills(builtInSkillsFolder());
  const found = repositories.map((place) => findCandidates(place, builtIn, log).catch((error: unknown) => {
    log.warn({ repo: place.repo, error }, "candidates of a repository were not looked for");
    return [];
  }));
  return (await Promise.all(found)).flat();
}

async function rehearse(due: DueReplay, parts: RehearsalParts, signal: AbortSignal): Promise<ReplayReport | null> {
  const place = parts.learning.file.repositories.find(({ repo }) => repo === due.repo);
  if (place === undefined) throw new Error(`${due.repo} is not in the file`);
  const { code, output, said } = await runProgram([...parts.program, ...argumentsOf(due, parts)], { folder: place.checkout, environment: environmentOf(parts), seconds: due.seconds + GRACE_SECONDS, signal });
  if (signal.aborted) return null;
  // 0: accepted; 3: refused by the rule. Both have a report.
  if (code !== 0 && code !== 3) throw new Fault("environment-missing", { detail: `the replay of ${due.skill.name} in ${due.repo} ended with ${code ?? "a signal"}: ${said}` });
  const { promoted: _, ...report } = JSON.parse(output) as Record<string, unknown>;
  return ReplayReport.parse(report);
}

function argumentsOf({ skill, folder, seconds, signals }: DueReplay, { learning, store }: RehearsalParts): readonly string[] {
  return [
    "replay", "--skill", skill.name, "--candidate", folder, "--seconds", seconds.toString(), "--from", learning.file.from, "--json",
    ...signals.slice(0, 10).flatMap(({ name, said }) => ["--because", `${name}=${said}`]), ...("path" in store ? ["--database", store.path] : []),
  ];
}

/** The database's address may hold a password: it goes by the environment, which other users of the machine do not see. */
function environmentOf({ learning, store }: RehearsalParts): Readonly<Record<string, string>> {
  return { ...learning.variables, ...("url" in store ? { DATABASE_URL: store.url } : {}) };
}

interface ProgramRun { readonly folder: string; readonly environment: Readonly<Record<string, string>>; readonly seconds: number; readonly signal: AbortSignal }
interface ProgramEnd { readonly code: number | null; readonly output: string; readonly said: string }

/** Asked to stop, it is given SIGTERM: it keeps nothing then, and removes its folders. What does not end is killed. */
function runProgram([program = "", ...rest]: readonly string[], { folder, environment, seconds, signal }: ProgramRun): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { cwd: folder, env: { ...environment }, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    let length = 0;
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => { length += chunk.length; if (length <= MOST_OUTPUT) chunks.push(chunk); });
    child.stderr.on("data", (chunk: Buffer) => { said = (said + chunk.toString("utf8")).slice(-MOST_SAID); });
    const stop = (): void => { child.kill("SIGTERM"); };
    signal.addEventListener("abort", stop, { once: true });
    const timers = [setTimeout(stop, seconds * 1000), setTimeout(() => { child.kill("SIGKILL"); }, (seconds + 30) * 1000)];
    const settle = (): void => { for (const timer of timers) clearTimeout(timer); signal.removeEventListener("abort", stop); };
    child.once("error", (error) => { settle(); reject(error); });
    child.once("close", (code) => { settle(); resolve({ code, output: Buffer.concat(chunks).toString("utf8"), said: said.trim() }); });
  });
}
