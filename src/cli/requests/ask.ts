/** Asks the App for something from its own machine: the words become a request in its store, and a serving process answers it. */
import { userInfo } from "node:os";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { systemRandomness } from "../../adapters/clock/system-randomness.ts";
import type { RequestId } from "../../core/identity/identifier.ts";
import type { Repository } from "../../core/repair/repair.ts";
import { openRequest } from "../../core/request/open-request.ts";
import { parseCommand } from "../../core/request/parse-command.ts";
import type { Request } from "../../core/request/request.ts";
import type { Store } from "../../ports/store/store.ts";
import type { Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { UsageError } from "../usage-error.ts";
import { requestText } from "./request-text.ts";

export interface Ask {
  /** As in a comment, without the prefix: `lint --file src/app.js`. */
  readonly lines: readonly string[];
  /** `owner/name`; not given: where the repair that a line names is, or the only repository that there is. */
  readonly repo: string | undefined;
  /** The pull request or issue that is talked of. */
  readonly number: string | undefined;
  readonly dryRun: boolean;
  /** Seconds to wait for the answer; 0: do not wait. */
  readonly wait: string;
  readonly json: boolean;
  readonly database: string | undefined;
}

const MOST_REPOSITORIES = 10_000;
const SECONDS_BETWEEN_LOOKS = 0.2;

/** Exit code 1 where the answer says that something was not done. */
export async function ask(asked: Ask, io: Io): Promise<ExitCode> {
  for (const line of asked.lines) refuseMistake(line);
  const number = asked.number === undefined ? null : wholeNumber("--number", asked.number);
  const seconds = asked.wait === "0" ? 0 : wholeNumber("--wait", asked.wait);
  const { store } = await openLedgerStore(asked.database, io);
  try {
    const repository = await repositoryOf(asked, store);
    const now = systemClock.now();
    const opened = openRequest({
      repository, origin: { kind: "operator", number }, actor: operator(), machine: false, lines: asked.lines, dryRun: asked.dryRun, occasion: systemRandomness.suffix(16),
    }, { at: now, seed: systemRandomness.suffix(8) });
    await store.requests.open([opened], now);
    const answered = await waited(store, opened.request, seconds);
    io.stdout.write(asked.json ? `${JSON.stringify(answered)}\n` : requestText(answered));
    return answered.outcomes.some(({ done }) => !done) ? exitCode.notFixed : exitCode.done;
  } finally {
    await store.close();
  }
}

/** The account of this machine that asks: kept with the request. */
export function operator(): string {
  return userInfo().username.slice(0, 100) || "operator";
}

function refuseMistake(line: string): void {
  const reading = parseCommand(`/regreen ${line}`, "/regreen");
  if (reading.kind === "mistaken") throw new UsageError(`"${line}" is not understood: ${reason(reading.reason)}`, "See: regreen request --help");
}

function reason(text: string): string {
  return text.replace(/[“”]/g, "\"");
}

async function repositoryOf({ repo, lines }: Ask, store: Store): Promise<Repository> {
  const known = await store.repairs.repositories(MOST_REPOSITORIES);
  const named = repo === undefined ? await repositoryOfFix(lines, store) : known.find(({ name }) => name.toLowerCase() === repo.toLowerCase()) ?? null;
  if (named !== null) return named;
  if (repo !== undefined) throw new UsageError(`Regreen has not worked in ${repo} yet`, "It knows a repository from its first red check on; regreen list shows where it worked.");
  const [only, ...others] = known;
  if (only !== undefined && others.length === 0) return only;
  throw new UsageError(only === undefined ? "Regreen has not worked in any repository yet" : "Which repository?", "Name it with --repo owner/name.");
}

async function repositoryOfFix(lines: readonly string[], store: Store): Promise<Repository | null> {
  for (const line of lines) {
    const reading = parseCommand(`/regreen ${line}`, "/regreen");
    if (reading.kind === "read" && reading.command.verb === "decide") return (await requestNamed(reading.command.request, store)).repository;
    const fix = reading.kind === "read" && "fix" in reading.command ? reading.command.fix : null;
    if (fix === null) continue;
    const repair = await store.repairs.find(fix);
    if (repair === null) throw new UsageError(`There is no repair ${fix}`, "regreen status lists those that are open.");
    return repair.subject.repository;
  }
  return null;
}

async function requestNamed(id: RequestId, store: Store): Promise<Request> {
  const found = await store.requests.find(id);
  if (found === null) throw new UsageError(`There is no request ${id}`, "regreen requests lists them.");
  return found;
}

async function waited(store: Store, request: Request, seconds: number): Promise<Request> {
  for (let left = seconds; left > 0; left -= SECONDS_BETWEEN_LOOKS) {
    const found = await store.requests.find(request.id);
    if (found !== null && found.state !== "asked") return found;
    await systemClock.sleep(SECONDS_BETWEEN_LOOKS);
  }
  return (await store.requests.find(request.id)) ?? request;
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9][0-9]{0,9}$/.test(text)) throw new UsageError(`${option} takes a whole number from 1 on, not "${text}"`, "See: regreen request --help");
  return Number(text);
}
