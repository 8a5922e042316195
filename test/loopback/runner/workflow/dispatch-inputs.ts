/** The inputs of a `workflow_dispatch`: what was sent, completed and checked as GitHub does. */
import type { DispatchInput } from "./triggers.ts";

export type InputValues = Readonly<Record<string, string | number | boolean>>;
export type ResolvedInputs = { readonly values: InputValues; readonly problem: null } | { readonly values: null; readonly problem: string };

/** Values typed as declared; `problem` is the message of GitHub's 422. At most 25 inputs, 65,535 characters in all. */
export function resolveInputs(declared: Readonly<Record<string, DispatchInput>>, sent: Readonly<Record<string, unknown>>): ResolvedInputs {
  const unexpected = Object.keys(sent).filter((name) => !(name in declared));
  if (unexpected.length > 0) return refuse(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  if (JSON.stringify(sent).length > 65_535) return refuse("inputs are too large.");
  const values: Record<string, string | number | boolean> = {};
  for (const [name, input] of Object.entries(declared)) {
    const given = sent[name] ?? input.default;
    if (given === undefined && input.required) return refuse(`Required input '${name}' not provided`);
    const value = typed(input, given);
    if (value === null) return refuse(`Provided value '${String(given)}' for input '${name}' not in the list of allowed values`);
    values[name] = value;
  }
  return { values, problem: null };
}

function refuse(problem: string): ResolvedInputs {
  return { values: null, problem };
}

function typed(input: DispatchInput, given: unknown): string | number | boolean | null {
  const text = given === undefined ? "" : String(given);
  switch (input.type) {
    case "boolean":
      return text === "true" ? true : text === "false" || text === "" ? false : null;
    case "number":
      return text === "" ? 0 : Number.isFinite(Number(text)) ? Number(text) : null;
    case "choice":
      return text === "" || input.options.includes(text) ? text : null;
    case "string":
      return text;
    default:
      return input satisfies never;
  }
}
