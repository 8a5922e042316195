/** The places of what is red and stays red: what was handed to people, refused, or waits for one. */
import { visible } from "../src/core/pull-request/neutral-text.ts";
import type { Repair } from "../src/core/repair/repair.ts";
import type { PlacedAnnotation } from "./workflow-commands.ts";

const UNMENDED: ReadonlySet<Repair["status"]> = new Set(["failed", "escalated", "skipped", "paused", "waiting_approval"]);

/** Each place once, though several jobs failed for it. */
export function unmendedPlaces(repairs: readonly Repair[]): readonly PlacedAnnotation[] {
  const placed = repairs.filter(({ status }) => UNMENDED.has(status)).flatMap(({ failures }) => failures).flatMap((failure) =>
    failure.locations.map(({ file, line, column, rule, message }): PlacedAnnotation => ({
      level: "error", file, line, column, title: visible([failure.tool ?? failure.check, rule ?? failure.pattern_name].join(": ")), message: visible(message ?? failure.error_snippet).slice(0, 2000),
    })));
  return [...new Map(placed.map((one) => [JSON.stringify(one), one])).values()];
}
