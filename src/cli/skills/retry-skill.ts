/** `regreen skills retry`: a person puts a skill that was rolled back in this repository on trial again; sworn to, and counted from then on. */
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { shippedDigests } from "../../adapters/skills/read-shipped.ts";
import { builtInSkillsFolder } from "../../adapters/skills/read-skills.ts";
import { RepositoryName } from "../../core/identity/identifier.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { LedgerDraft } from "../../core/ledger/entry.ts";
import { leastReason, swearTrial, trialChange } from "../../core/skill/standing/trial.ts";
import type { StandingChange } from "../../core/skill/standing/standing-change.ts";
import type { Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { operator } from "../requests/ask.ts";
import { UsageError } from "../usage-error.ts";
import { readSkillsHere } from "./read-here.ts";

export interface RetryAsked {
  readonly name: string | undefined;
  readonly reason: string | undefined;
  readonly json: boolean;
  /** Not given: this checkout's. */
  readonly repo: string | undefined;
  /** A SQLite file or a PostgreSQL URL; not given: as for the App. */
  readonly database: string | undefined;
}

/** Exit code 1 where the skill was not rolled back here. */
export async function retrySkill({ name, reason = "", json, repo, database }: RetryAsked, io: Io): Promise<ExitCode> {
  if (name === undefined) throw new UsageError("Which skill?", 'regreen skills retry eslint-fix --reason "its plugin was broken, and is mended"');
  if (reason.trim().length < leastReason) throw new UsageError(`A reason of at least ${leastReason} characters is needed, kept in the ledger`, '--reason "what has changed, or why it was no fault of the skill"');
  const here = await readSkillsHere(io, { repo, database });
  const skill = here.skills.find((one) => one.name === name);
  if (skill === undefined) throw new UsageError(`There is no skill "${name}"`, "regreen skills lists them.");
  const shipped = await shippedDigests(builtInSkillsFolder());
  const change = trialChange({
    skill: skill.name, version: skill.contract.version, digest: skill.digest, repo: RepositoryName.parse(here.repo), begins_as: shipped.has(skill.digest) ? "promoted" : "candidate",
    by: operator(), reason: reason.trim().slice(0, 500), at: systemClock.now(),
  });
  const isKept = await keep(change, { database, io });
  io.stdout.write(json ? `${JSON.stringify({ done: isKept, ...change })}\n` : `${plainText(answerText(change, isKept))}\n`);
  return isKept ? exitCode.done : exitCode.notFixed;
}

async function keep(change: StandingChange, { database, io }: { readonly database: string | undefined; readonly io: Io }): Promise<boolean> {
  const { store } = await openLedgerStore(database, io);
  try {
    return await store.skillRecords.tryAgain({ change, entries: [wordOf(change, change.at), swearTrial(change)] });
  } finally {
    await store.close();
  }
}

function wordOf({ repo, skill, version, reason, by }: StandingChange, at: Timestamp): LedgerDraft {
  return { at, repo, repair: null, kind: "human_decision", phase: null, prompt_sha256: null, payload: { surface: "cli", decision: "retry", skill, version, by: by ?? null, reason }, evidence: [] };
}

function answerText({ skill, version, repo, to }: StandingChange, isKept: boolean): string {
  return isKept ? `${skill} ${version} is on trial again in ${repo}. It begins anew as ${to}; only what it does from now on counts.` : `${skill} ${version} is not rolled back in ${repo}: there is nothing to do.`;
}
