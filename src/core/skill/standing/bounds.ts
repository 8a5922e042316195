/** When standing rises and falls: the repository's own numbers, or these (row S8). */
import { z } from "zod";

const Share = z.number().gt(0).lt(1);

export const StandingBounds = z.strictObject({
  /** Successes that make a candidate promoted. */
  promote_after: z.int().positive().default(10),
  /** Clean runs in a row that make it trusted: 59 without a failure show a failure rate below 5 % at 95 % (0.95^59 < 0.05). */
  trust_after: z.int().positive().default(59),
  /** The latest executions that are judged. */
  window: z.int().min(10).max(1000).default(100),
  /** Shares that must not be exceeded. */
  post_check_failures: Share.default(0.05),
  manual_reviews: Share.default(0.2),
  /** What more than half of the executions must not exceed. */
  tokens: z.int().positive().default(150),
  seconds: z.number().positive().default(10),
  /** The chance, at most, that a skill which is exactly at a limit is ever rolled back for it, however often it is looked at. */
  doubt: Share.default(0.1),
});
export type StandingBounds = z.infer<typeof StandingBounds>;

export const defaultBounds: StandingBounds = StandingBounds.parse({});
