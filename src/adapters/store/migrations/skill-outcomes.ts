/** The outcome of an execution stands in its document alone: a column beside it, which nobody asked for, held the list of outcomes a second time. */
import type { Dialect } from "../script.ts";

export function skillOutcomes(_: Dialect): readonly string[] {
  return ["alter table skill_executions drop column outcome"];
}
