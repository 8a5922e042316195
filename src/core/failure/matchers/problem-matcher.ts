/**
 * A problem matcher is a format that users write down as data, in the form that GitHub's runner reads:
 * https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md. Its expressions come from outside, so they run on re2js only: linear time.
 */
import { RE2JS } from "re2js";
import { z } from "zod";
import { describeMistakes, placeOf, readYaml, type YamlMistake } from "../../configuration/read-yaml.ts";
import { Fault } from "../../fault/fault.ts";

const MOST_MATCHERS = 50;
const MOST_PATTERNS = 10;
const LONGEST_EXPRESSION = 1000;

const Group = z.int().min(0).max(99).optional();
const Pattern = z.strictObject({
  regexp: z.string().min(1).max(LONGEST_EXPRESSION),
  file: Group, fromPath: Group, line: Group, column: Group, severity: Group, code: Group, message: Group,
  /** The last pattern only: it matches line after line under the one before. */
  loop: z.boolean().optional(),
});
const Matcher = z.strictObject({
  owner: z.string().min(1).max(60),
  severity: z.enum(["error", "warning", "notice"]).optional(),
  pattern: z.array(Pattern).min(1).max(MOST_PATTERNS),
});
/** Editors add `$schema`, people a comment; GitHub ignores what else stands beside the list. */
const MatcherFile = z.looseObject({ problemMatcher: z.array(Matcher).min(1).max(MOST_MATCHERS) });
type MatcherFile = z.infer<typeof MatcherFile>;

export type GroupName = "file" | "line" | "column" | "severity" | "code" | "message";
const groupNames: readonly GroupName[] = ["file", "line", "column", "severity", "code", "message"];

export interface MatcherPattern {
  readonly expression: RE2JS;
  /** Which group of the expression holds what. */
  readonly groups: readonly (readonly [GroupName, number])[];
  readonly loop: boolean;
}

export interface ProblemMatcher {
  /** Names it, and the tool that it reads. */
  readonly owner: string;
  readonly severity: "error" | "warning" | "notice";
  readonly patterns: readonly MatcherPattern[];
}

/** Reads one file of matchers; `name` is how mistakes call it. Throws Fault `matcher-invalid` that names every mistake with line and column. */
export function parseProblemMatchers(name: string, bytes: Uint8Array): readonly ProblemMatcher[] {
  const reading = readYaml(new TextDecoder().decode(bytes), MatcherFile);
  if (!reading.ok) throw invalid(name, reading.mistakes);
  const at = (path: readonly (string | number)[], message: string): YamlMistake => ({ ...placeOf(reading.document, reading.lines, ["problemMatcher", ...path]), message });
  const mistakes: YamlMistake[] = [];
  const matchers = reading.value.problemMatcher.map(({ owner, severity = "error", pattern }, index): ProblemMatcher => {
    const names = pattern.flatMap((one) => groupNames.filter((group) => one[group] !== undefined));
    if (!names.includes("message")) mistakes.push(at([index, "pattern"], "no pattern names a group for `message`"));
    const patterns = pattern.flatMap((one, position) => {
      const path = [index, "pattern", position];
      if (one.loop === true && (position !== pattern.length - 1 || position === 0)) mistakes.push(at([...path, "loop"], "`loop` is for the last of several patterns"));
      const compiled = compile(one);
      if (typeof compiled !== "string") return [compiled];
      mistakes.push(at([...path, "regexp"], compiled));
      return [];
    });
    return { owner, severity, patterns };
  });
  if (mistakes.length > 0) throw invalid(name, mistakes);
  return matchers;
}

/** The pattern, or what is wrong with it. */
function compile(pattern: z.infer<typeof Pattern>): MatcherPattern | string {
  const groups = groupNames.flatMap((name): [GroupName, number][] => {
    const group = pattern[name];
    return group === undefined ? [] : [[name, group]];
  });
  try {
    const expression = RE2JS.compile(pattern.regexp);
    const beyond = groups.find(([, group]) => group > expression.groupCount());
    return beyond === undefined ? { expression, groups, loop: pattern.loop === true } : `\`${beyond[0]}\` is group ${String(beyond[1])}, but the expression has ${String(expression.groupCount())}`;
  } catch (error) {
    // What re2js cannot run in linear time (looking around, back-references) it refuses by name.
    return `${error instanceof Error ? error.message : "not an expression"} (expressions run on RE2: no look-around, no back-references)`;
  }
}

function invalid(name: string, mistakes: readonly YamlMistake[]): Fault {
  return new Fault("matcher-invalid", { detail: describeMistakes(name, mistakes) });
}
