/** What the history says of one failure, in sentences for people: Markdown, with names from outside as code. */
import { code } from "../pull-request/neutral-text.ts";
import { flakyText, judgeFlaky } from "./flaky.ts";
import { earlier, timesSeen, type Moment, type Past } from "./past.ts";

const MOST_TESTS = 5;

/** Empty for a failure that was never seen before and whose tests are not known to be flaky. */
export function seenBefore(past: Past, { fingerprint, tests }: { readonly fingerprint: string; readonly tests: readonly string[] }, moment: Moment): readonly string[] {
  return [...countLine(past, fingerprint, moment), ...tests.flatMap((test) => testLine(past, test)).slice(0, MOST_TESTS)];
}

function countLine(past: Past, fingerprint: string, moment: Moment): readonly string[] {
  const before = earlier(past, fingerprint, moment);
  const first = before.at(-1);
  if (first === undefined) return [];
  const branches = [...new Set([moment.branch, ...before.map(({ branch }) => branch)])];
  return [`seen in ${String(timesSeen(past, fingerprint, moment))} runs since ${first.seen_at}, on ${branches.length === 1 ? "this branch" : `${String(branches.length)} branches`}`];
}

function testLine(past: Past, test: string): readonly string[] {
  const text = flakyText(judgeFlaky({ test, runs: past.runs, failures: past.testFailures.get(test) ?? [] }));
  return text === null ? [] : [`the test ${code(test)} ${text}`];
}
