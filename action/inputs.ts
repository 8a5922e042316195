/** The action's inputs, as the runner hands them over: `INPUT_<NAME>` in the environment. action.yml describes each; a test holds the two together. */
export const inputNames = ["mode", "plan"] as const;
export const modes = ["fix"] as const;

export interface Inputs {
  readonly mode: (typeof modes)[number];
  /** JSON text; parsed by the mode that needs it. */
  readonly plan: string;
}

export type InputReading = { readonly ok: true; readonly inputs: Inputs } | { readonly ok: false; readonly problem: string };

/** Reads and validates; a problem names the input and what would be right. */
export function readInputs(environment: Readonly<Record<string, string | undefined>>): InputReading {
  const read = (name: (typeof inputNames)[number]): string => (environment[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  const wanted = read("mode") === "" ? "fix" : read("mode");
  const mode = modes.find((known) => known === wanted);
  if (mode === undefined) return { ok: false, problem: `the input "mode" is "${wanted.slice(0, 40)}"; it can be: ${modes.join(", ")}` };
  const plan = read("plan");
  if (plan === "") return { ok: false, problem: 'the input "plan" is empty; it is the JSON text that the Regreen App passes to the workflow: with: { plan: ${{ inputs.plan }} }' };
  return { ok: true, inputs: { mode, plan } };
}
