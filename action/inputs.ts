/** The action's inputs, as the runner hands them over: `INPUT_<NAME>` in the environment. action.yml describes each; a test holds the two together. */
export const inputNames = ["mode", "plan", "token"] as const;
export const modes = ["fix", "propose", "gate", "report"] as const;

export type Inputs =
  /** `plan`: JSON text; parsed by the mode that needs it. */
  | { readonly mode: "fix"; readonly plan: string }
  | { readonly mode: "propose" | "gate" | "report"; readonly token: string };

export type InputReading = { readonly ok: true; readonly inputs: Inputs } | { readonly ok: false; readonly problem: string };

/** Reads and validates; a problem names the input and what would be right. */
export function readInputs(environment: Readonly<Record<string, string | undefined>>): InputReading {
  const read = (name: (typeof inputNames)[number]): string => (environment[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  const wanted = read("mode") === "" ? "fix" : read("mode");
  const mode = modes.find((known) => known === wanted);
  if (mode === undefined) return { ok: false, problem: `the input "mode" is "${wanted.slice(0, 40)}"; it can be: ${modes.join(", ")}` };
  return mode === "fix" ? readFixInputs(read("plan")) : readTokenInput(mode, read("token"));
}

function readFixInputs(plan: string): InputReading {
  if (plan === "") return { ok: false, problem: 'the input "plan" is empty; it is the JSON text that Regreen passes to the workflow: with: { plan: ${{ inputs.plan }} }' };
  return { ok: true, inputs: { mode: "fix", plan } };
}

function readTokenInput(mode: "propose" | "gate" | "report", token: string): InputReading {
  if (token === "") return { ok: false, problem: `the input "token" is empty; leave it out, and the job's own token is used: with: { mode: ${mode} }` };
  return { ok: true, inputs: { mode, token } };
}
