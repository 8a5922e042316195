/** Stand-ins for actions/setup-node and actions/setup-python: the machine's own tool is used, and the log says which. */
import { execFileSync } from "node:child_process";
import { failed, unknownInputs, type BuiltIn } from "./built-in.ts";

function setUp(tool: { readonly program: string; readonly title: string; readonly versionInput: string; readonly output: string }): BuiltIn {
  return async ({ inputs, environment, output, state }) => {
    const wrong = unknownInputs(inputs, [tool.versionInput, "token", "check-latest", "package-manager-cache"]);
    if (wrong !== null) return failed(output, wrong);
    const version = execFileSync(tool.program, ["--version"], { env: { ...environment }, encoding: "utf8" }).trim().replace(/^(?:v|Python )/, "");
    const asked = inputs[tool.versionInput] ?? "";
    if (asked !== "" && !satisfies(version, asked)) output.line(`::warning::${tool.title} ${asked} is not on this machine; ${version} is used`);
    state.log.write("##[group]Environment details");
    state.log.write(`${tool.program}: ${version}`);
    state.log.write("##[endgroup]");
    return { ok: true, outputs: { [tool.output]: version, "cache-hit": "false" }, post: null };
  };
}

/** `24`, `24.x`, `3.11`: the parts that are said agree. */
function satisfies(version: string, asked: string): boolean {
  const parts = version.split(".");
  return asked.split(".").every((part, at) => part === "x" || part === "*" || part === parts[at]);
}

export const setUpNode = setUp({ program: "node", title: "Node.js", versionInput: "node-version", output: "node-version" });
export const setUpPython = setUp({ program: "python3", title: "Python", versionInput: "python-version", output: "python-version" });
