import { Environment, type ASTNode } from "@marcbachmann/cel-js";
import { factTypes, type Facts } from "./facts.ts";

/** A fact's name as a rule asks for it: `checks`, or `pull.mergeable`. */
export interface FactPath {
  readonly fact: keyof Facts;
  readonly field: string | null;
  /** As it is written: `pull.mergeable`. */
  readonly name: string;
}

export interface Expression {
  readonly source: string;
  readonly asks: readonly FactPath[];
  readonly evaluate: (facts: Record<string, unknown>) => unknown;
}

const limits = { maxAstNodes: 2000, maxDepth: 50, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 16 };

/** Knows every fact's type: judges expressions when a pack is loaded. */
const typed = declareTyped();
/** Runs them: the types are settled, so values pass unconverted. */
const running = declareRunning();

function declareTyped(): Environment {
  const environment = new Environment({ limits });
  for (const [name, type] of Object.entries(factTypes)) {
    if (typeof type === "string") environment.registerVariable(name, type);
    else environment.registerVariable({ name, schema: { ...type } });
  }
  return environment;
}

function declareRunning(): Environment {
  const environment = new Environment({ limits, homogeneousAggregateLiterals: false });
  for (const name of Object.keys(factTypes)) environment.registerVariable(name, "dyn");
  return environment;
}

/** The expression ready to run, or what is wrong with it. */
export function compileRule(source: string): { readonly ok: true; readonly expression: Expression } | { readonly ok: false; readonly message: string } {
  const check = typed.check(source);
  if (!check.valid) return { ok: false, message: firstLine(check.error) };
  if (check.type !== "bool") return { ok: false, message: `gives ${check.type ?? "nothing"}; a rule gives bool` };
  const parsed = running.parse(source);
  const paths = new Map<string, FactPath>();
  collectPaths(parsed.ast, paths);
  return { ok: true, expression: { source, asks: [...paths.values()], evaluate: (facts) => parsed(facts) as unknown } };
}

function firstLine(error: Error | undefined): string {
  return error?.message.split("\n")[0] ?? "not a CEL expression";
}

function collectPaths(node: ASTNode, paths: Map<string, FactPath>): void {
  if (node.op === "id") return note(paths, node.args, null);
  if (node.op === "." && node.args[0].op === "id") return note(paths, node.args[0].args, node.args[1]);
  visit(node.args, paths);
}

function visit(part: unknown, paths: Map<string, FactPath>): void {
  if (Array.isArray(part)) for (const item of part) visit(item, paths);
  else if (isNode(part)) collectPaths(part, paths);
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === "object" && part !== null && "op" in part && "args" in part;
}

function note(paths: Map<string, FactPath>, name: string, field: string | null): void {
  if (isFact(name)) paths.set(`${name}.${field ?? ""}`, { fact: name, field, name: field === null ? name : `${name}.${field}` });
}

function isFact(name: string): name is keyof Facts {
  return Object.hasOwn(factTypes, name);
}
