/**
 * What turns a check green without mending anything (attack D18): a test that is skipped or gone, an assertion that is gone, a finding that is
 * silenced, a threshold that is lowered. Counted on both sides of a change; more silence or fewer assertions is refused, whatever the contract allows.
 */
interface Sign {
  readonly what: string;
  readonly pattern: RegExp;
}

/** Comments and annotations by which tools are told to look away, from the documentation of each. */
const silenced: readonly Sign[] = [
  { what: "a finding is silenced", pattern: /\b(?:eslint-disable|ts-ignore|ts-expect-error|ts-nocheck|prettier-ignore|biome-ignore|stylelint-disable|markdownlint-disable|tslint:disable|deno-lint-ignore|noqa|pylint:\s?disable|flake8:\s?noqa|type:\s?ignore|pyright:\s?ignore|fmt:\s?(?:off|skip)|isort:\s?skip|nosec|nolint|NOSONAR|NOLINT|rubocop:disable|phpcs:ignore|phpstan-ignore|shellcheck disable|yamllint disable|hadolint ignore|clang-format off|swiftlint:disable|ktlint-disable|checkstyle:off)/gi },
  { what: "code is taken out of the coverage", pattern: /\b(?:istanbul ignore|c8 ignore|v8 ignore|node:coverage (?:disable|ignore)|pragma:\s?no\s?cover|coverage:ignore|LCOV_EXCL)/gi },
  { what: "a finding is silenced", pattern: /@SuppressWarnings\b|@Suppress\(|#!?\[allow\(|\[SuppressMessage\b|#pragma warning disable/g },
  { what: "a test is skipped", pattern: /\.(?:skip|only|todo|skipIf|runIf|failing|fails)\s?\(|\.(?:skip|only|todo)\.|\b(?:xit|xtest|xdescribe|xcontext|fit|fdescribe|ftest)\s?\(|\b(?:skip|todo|only):\s?(?:true|["'`])|(?:pytest\.)?mark\.(?:skip|skipif|xfail)\b|pytest\.(?:skip|xfail|importorskip)\(|@unittest\.(?:skip|expectedFailure)|\bself\.skipTest\(|\bt\.Skip(?:f|Now)?\(|@Disabled\b|@Ignore\b|\[Ignore\b|#\[ignore|\bXCTSkip|markTestSkipped|\bpending\s+["']/g },
  { what: "a failure is swallowed", pattern: /\|\|\s{0,80}true\b|\|\|\s{0,80}:(?=\s|$)|--passWithNoTests\b|--exit-zero\b|continue-on-error\b|\bset \+e\b|--no-verify\b/g },
];

/** What a test is made of: there may be more after a change, not fewer. */
const tested: readonly Sign[] = [
  { what: "an assertion is gone", pattern: /\bexpect(?:\.\w{1,30})?\s?\(|\bassert\w{0,40}[.!]?\w{0,40}\s?\(|\bassert\s|\.should\b|\bt\.(?:Error|Fatal|Errorf|Fatalf|Fail|FailNow)\(|\b(?:require|assert)\.[A-Z]\w{0,40}\(/g },
  { what: "a test is gone", pattern: /(?<![.\w$])(?:it|test|describe|specify|scenario)(?:\.\w{1,20})?\s?\(|\bdef test_|\bfunc (?:Test|Benchmark|Fuzz)[A-Z_]|@Test\b|@ParameterizedTest\b|#\[(?:tokio::)?test\]|\[(?:Fact|Theory|Test|TestMethod)\b|\bTEST(?:_F|_P)?\(/g },
];

const threshold = /coverageThreshold|fail[_-]under|--cov-fail-under|check-coverage|minimum_coverage|\bthresholds?\s?[:=]|--max-warnings/i;

/** In plain words, in the order of the lists; empty when the change neuters nothing. A file that is gone has nothing after. */
export function findNeutering(before: string, after: string): readonly string[] {
  const more = silenced.filter(({ pattern }) => count(after, pattern) > count(before, pattern));
  const fewer = tested.filter(({ pattern }) => count(after, pattern) < count(before, pattern));
  const lowered = threshold.test(before) && numbers(before).join(" ") !== numbers(after).join(" ") ? ["a threshold is changed"] : [];
  return [...new Set([...[...more, ...fewer].map(({ what }) => what), ...lowered])];
}

/** How many more or fewer of each sign there are after the change, by what the sign means. Signs that stay as many are left out. */
export function weighNeutering(before: string, after: string): ReadonlyMap<string, number> {
  const weighed = new Map<string, number>();
  for (const { what, pattern } of [...silenced, ...tested]) {
    const difference = count(after, pattern) - count(before, pattern);
    if (difference !== 0) weighed.set(what, (weighed.get(what) ?? 0) + difference);
  }
  return weighed;
}

/** How many thresholds ask for less after the change: a least coverage that fell, a most that rose, or one that is gone. */
export function loweredThresholds(before: string, after: string): number {
  const [old, fresh] = [numbers(before), numbers(after)];
  if (old.length > fresh.length) return old.length - fresh.length;
  const most = /--max-warnings/i.test(before);
  return old.filter((value, index) => (most ? Number(fresh[index]) > Number(value) : Number(fresh[index]) < Number(value))).length;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The numbers on lines that speak of thresholds, and on the four lines below each. */
function numbers(text: string): readonly string[] {
  const lines = text.split("\n");
  const near = lines.filter((_, index) => lines.slice(Math.max(0, index - 4), index + 1).some((line) => threshold.test(line)));
  return near.flatMap((line) => line.match(/\d{1,9}(?:\.\d{1,9})?/g) ?? []);
}
