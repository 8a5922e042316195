/** After a step: what people are told of it beside what the step itself asked for. The check's progress follows from the repair alone; the rest only where the repository is known to want it. */
import type { Configuration } from "../../configuration/configuration.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { Decision } from "../decision.ts";
import { ask } from "../draft.ts";
import { isGuard, type Repair } from "../repair.ts";
import { announcedOf } from "./announced.ts";
import { chatEffect } from "./chat.ts";
import { progressEffect } from "./progress.ts";
import { commentEffect } from "./status-comment.ts";

/** Whether settings and other repairs are to be read, because something came up that is announced. */
export function isNews(before: Repair, { repair: after }: Decision): boolean {
  if (isGuard(after) || after.operation !== undefined) return false;
  if (after.awaited === true) return before.status !== after.status || before.step !== after.step;
  return announcedOf(before, null) === null && announcedOf(after, null) !== null;
}

/** `early`: while the step ran it was told that the log is being read. */
export function withProgress(before: Repair, decision: Decision, told: { readonly webUrl: string | null; readonly early?: boolean }): Decision {
  if (isGuard(decision.repair) || (decision.repair.operation !== undefined && told.early !== true)) return decision;
  const effect = progressEffect(before, decision.repair, told);
  return effect === null ? decision : ask(decision, [effect]);
}

export interface News {
  readonly configuration: Configuration;
  readonly others: readonly Repair[];
  readonly webUrl: string | null;
  readonly at: Timestamp;
}

export function withNews(decision: Decision, { configuration, others, webUrl, at }: News): Decision {
  if (configuration.dry_run || !configuration.enabled) return decision;
  const { repair } = decision;
  const announced = announcedOf(repair, webUrl);
  const effects = [commentEffect({ repair, others, configuration, webUrl }), announced === null ? null : chatEffect(repair, announced, { configuration, at })];
  return ask(decision, effects.flatMap((effect) => effect ?? []));
}
