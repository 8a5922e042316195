/** `${{ }}`, by GitHub's own evaluator (@actions/expressions), with the contexts and functions that a runner adds. */
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { hashFiles } from "./hash-files.ts";

/** Contexts by name (`github`, `env`, …): anything that JSON can say. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps or needed jobs before went: what `success()` and its like answer. */
export type Standing = "success" | "failure" | "cancelled" | "skipped";

export interface Scope {
  readonly contexts: Contexts;
  /** Absent where GitHub has no status functions (`run-name`, `env`, `with`). */
  readonly standing?: Standing;
  /** Folder of `hashFiles`; absent outside steps. */
  readonly workspace?: string;
}

/** An expression that is wrong, or that names a function or context which is not to be had there. */
export class ExpressionProblem extends Error {
  constructor(expression: string, cause: unknown) {
    super(`The expression is not valid: ${cause instanceof Error ? cause.message : String(cause)}. Located within: \${{ ${expression} }}`, { cause });
    this.name = "ExpressionProblem";
  }
}

/** Value of one expression, without `${{ }}`, as plain JSON. Throws ExpressionProblem. */
export function evaluateExpression(expression: string, scope: Scope): unknown {
  try {
    return JSON.parse(JSON.stringify(evaluated(expression, scope), data.replacer));
  } catch (cause) {
    throw new ExpressionProblem(expression, cause);
  }
}

/** Text with all its `${{ }}` replaced by their values. */
export function renderTemplate(text: string, scope: Scope): string {
  return text.replaceAll(/\$\{\{((?:[^'}]|'[^']*'|\}(?!\}))*)\}\}/g, (_whole, inner: string) => asText(inner.trim(), scope));
}

/** An `if`: with or without `${{ }}`; `success() &&` stands before a condition that asks for no status itself. */
export function evaluateCondition(condition: string | undefined, scope: Scope): boolean {
  const bare = (condition ?? "").trim().replace(/^\$\{\{(.*)\}\}$/s, "$1").trim();
  const asksStatus = /\b(?:success|failure|always|cancelled)\s*\(/i.test(bare.replaceAll(/'[^']*'/g, ""));
  const expression = bare === "" ? "success()" : asksStatus ? bare : `success() && (${bare})`;
  return Boolean(evaluateExpression(expression, scope));
}

function asText(expression: string, scope: Scope): string {
  try {
    return evaluated(expression, scope).coerceString();
  } catch (cause) {
    throw new ExpressionProblem(expression, cause);
  }
}

function evaluated(expression: string, scope: Scope): data.ExpressionData {
  const functions = functionsOf(scope);
  const tokens = new Lexer(expression).lex().tokens;
  const tree = new Parser(tokens, Object.keys(scope.contexts), functions).parse();
  return new Evaluator(tree, contextData(scope.contexts), new Map(functions.map((one) => [one.name.toLowerCase(), one]))).evaluate();
}

function contextData(contexts: Contexts): data.Dictionary {
  const parsed: unknown = JSON.parse(JSON.stringify(contexts), data.reviver);
  if (!(parsed instanceof data.Dictionary)) throw new TypeError("contexts must be an object");
  return parsed;
}

interface ExpressionFunction {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly call: (...args: data.ExpressionData[]) => data.ExpressionData;
}

function functionsOf(scope: Scope): ExpressionFunction[] {
  const { standing, workspace } = scope;
  const functions: ExpressionFunction[] = [];
  if (standing !== undefined) {
    const status = (name: string, holds: boolean) => functions.push({ name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(holds) });
    status("success", standing === "success");
    status("failure", standing === "failure");
    status("cancelled", standing === "cancelled");
    status("always", true);
  }
  if (workspace !== undefined) {
    const call = (...args: data.ExpressionData[]) => new data.StringData(hashFiles(workspace, args.map((one) => one.coerceString())));
    functions.push({ name: "hashFiles", minArgs: 1, maxArgs: 255, call });
  }
  return functions;
}
