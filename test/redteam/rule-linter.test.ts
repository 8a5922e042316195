/** Whoever adds a rule may add a pattern that a hostile line makes slow. Every pattern is looked at, and is given the line that would hurt it most. */
import { parseRegExpLiteral, type AST } from "@eslint-community/regexpp";
import { describe, expect, test } from "@jest/globals";
import { formats } from "../../src/core/failure/formats/registry.ts";

const rules = formats.flatMap((format) => format.rules.map((rule) => ({ name: `${format.tool}/${rule.id}`, pattern: rule.pattern })));

/** More repetitions than a line's window of 4,096 characters holds are as good as none forbidden. */
const UNBOUNDED = 2000;
const WINDOW = 4096;

function isUnbounded(node: AST.Element | undefined): node is AST.Quantifier {
  return node?.type === "Quantifier" && node.max > UNBOUNDED;
}

function alternativesOf(node: AST.Pattern | AST.Element): readonly AST.Alternative[] {
  return "alternatives" in node ? node.alternatives : [];
}

/** What an element demands: nothing where it may be left out or only looks. */
function isOptional(node: AST.Element): boolean {
  if (node.type === "Assertion") return true;
  if (node.type === "Quantifier") return node.min === 0 || isOptional(node.element);
  return alternativesOf(node).some(({ elements }) => elements.every(isOptional));
}

function quantifiersOf(node: AST.Pattern | AST.Element): readonly AST.Quantifier[] {
  if (node.type === "Quantifier") return [node, ...quantifiersOf(node.element)];
  return alternativesOf(node).flatMap(({ elements }) => elements.flatMap(quantifiersOf));
}

/** `(\w+\s?)+`: what is repeated without bound may be nothing but a repetition without bound, so a line is cut in exponentially many ways. */
function nestsWithoutBound({ element }: AST.Quantifier): boolean {
  return alternativesOf(element).some(({ elements }) => {
    const demanded = elements.filter((one) => !isOptional(one));
    const [only] = demanded.length > 0 ? demanded : elements.filter((one) => isUnbounded(one));
    return demanded.length <= 1 && only !== undefined && (isUnbounded(only) || quantifiersOf(only).some((inner) => isUnbounded(inner) && nestsAlone(only, inner)));
  });
}

function nestsAlone(group: AST.Element, inner: AST.Quantifier): boolean {
  return alternativesOf(group).some(({ elements }) => elements.includes(inner) && elements.every((one) => one === inner || isOptional(one)));
}

/** A repetition without bound before anything that anchors it is tried anew at every character. `.*` is let be: it takes the line whole at the first. */
function leadsWithoutBound(pattern: AST.Pattern): boolean {
  return pattern.alternatives.some(({ elements }) => {
    const [first] = elements;
    return isUnbounded(first) && !(first.element.type === "CharacterSet" && first.element.kind === "any");
  });
}

function faultsOf(pattern: RegExp): readonly string[] {
  const { pattern: tree } = parseRegExpLiteral(pattern);
  return [...(leadsWithoutBound(tree) ? ["begins without bound"] : []), ...quantifiersOf(tree).filter((one) => isUnbounded(one) && nestsWithoutBound(one)).map(({ raw }) => `nests without bound: ${raw}`)];
}

/** Any character that the class takes. */
function characterOf(node: AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass): string {
  const own = new RegExp(`^${node.raw}$`, "u");
  return [..."a0 A:./-_()[]'\"`,;=|>\t✖│"].find((one) => own.test(one)) ?? "a";
}

/** A text that the element takes, `target` repeated as often as the window allows. */
function sampleOf(node: AST.Element, target: AST.Quantifier | null): string {
  switch (node.type) {
    case "Character": return String.fromCodePoint(node.value);
    case "CharacterSet": case "CharacterClass": case "ExpressionCharacterClass": return characterOf(node);
    case "Quantifier": return repeated(node, target);
    case "Group": case "CapturingGroup": return sampleOfAny(node.alternatives, target);
    default: return "";
  }
}

function repeated(node: AST.Quantifier, target: AST.Quantifier | null): string {
  const one = sampleOf(node.element, target);
  if (node !== target) return one.repeat(holds(node.element, target) ? 1 : Math.min(node.min, 3));
  return one.repeat(Math.min(node.max, Math.ceil(WINDOW / Math.max(1, one.length))));
}

function holds(node: AST.Element, target: AST.Quantifier | null): boolean {
  return target !== null && quantifiersOf(node).includes(target);
}

function sampleOfAny(alternatives: readonly AST.Alternative[], target: AST.Quantifier | null): string {
  const chosen = alternatives.find(({ elements }) => elements.some((one) => holds(one, target))) ?? alternatives[0];
  return (chosen?.elements ?? []).map((one) => sampleOf(one, target)).join("");
}

/** One line for each repetition of the pattern, which goes on for the whole window and then does not end as the pattern wants. */
function pumpsOf(pattern: RegExp): readonly string[] {
  const { pattern: tree } = parseRegExpLiteral(pattern);
  return quantifiersOf(tree).map((target) => `${sampleOfAny(tree.alternatives, target).slice(0, WINDOW - 1)}\u0001`);
}

/** Milliseconds of the processor: what else the machine does should count as little as can be. */
function millisecondsOf(pattern: RegExp, line: string): number {
  const start = process.cpuUsage();
  pattern.exec(line);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** A pattern that is slow is slow each time; compiling it, collecting memory and a busy machine's cold caches come and go. */
const TRIES = 10;

function isAlwaysSlow(pattern: RegExp, line: string): boolean {
  return Array.from({ length: TRIES }).every(() => millisecondsOf(pattern, line) > MOST_MILLISECONDS);
}

/** Longer and longer, so that what is exponential is found before it holds up the test. */
const LENGTHS = [16, 22, 26, 64, 256, 1024, WINDOW];

function isSlowOn(pattern: RegExp, pump: string): boolean {
  return LENGTHS.some((length) => isAlwaysSlow(pattern, `${pump.slice(0, Math.min(length, pump.length) - 1)}\u0001`));
}

/** A hostile line of 1 MB may take 50 ms in all; it is judged by one window. */
const MOST_MILLISECONDS = 50;

describe("L02: the linter of rules", () => {
  test.each([/(\w+\s?)+$/, /(?:a*)*b/, /\w+ failed/, /((?:\d+,?)+)x/])("control: refuses %s", (pattern) => {
    expect(faultsOf(pattern)).not.toEqual([]);
  });

  test("control: a pump finds what is slow", () => {
    const pattern = /^(\w+\s?)+$/;
    const [pump = ""] = pumpsOf(pattern);
    expect(isSlowOn(pattern, pump)).toBe(true);
  });

  test.each(rules)("$name neither begins nor nests without bound", ({ pattern }) => {
    expect(faultsOf(pattern)).toEqual([]);
  });
});

describe("L02: the line that would hurt a rule most", () => {
  test.each(rules)("does not hold up $name", ({ pattern }) => {
    expect(pumpsOf(pattern).filter((pump) => isSlowOn(pattern, pump))).toEqual([]);
  });
});
