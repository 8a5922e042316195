/** Stand-in for actions/checkout: a real clone over HTTP with the job's token. The credential stays in `.git/config` only where persist-credentials says so, and until the job ends. */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { JobState } from "../job/job-state.ts";
import { failed, unknownInputs, type BuiltIn, type BuiltInCall, type BuiltInOutcome } from "./built-in.ts";
import { git } from "./git.ts";

const known = ["repository", "ref", "token", "path", "fetch-depth", "persist-credentials", "clean", "submodules", "show-progress", "set-safe-directory"];

export const checkout: BuiltIn = async (call) => {
  const { state, inputs, output } = call;
  const wrong = unknownInputs(inputs, known) ?? (["", "false"].includes(inputs.submodules ?? "") ? null : "submodules are not supported by this runner's stand-in");
  if (wrong !== null) return failed(output, wrong);
  const folder = resolve(state.folders.workspace, inputs.path ?? ".");
  if (!`${folder}/`.startsWith(`${state.folders.workspace}/`)) return failed(output, `Repository path '${folder}' is not under '${state.folders.workspace}'`);
  await mkdir(folder, { recursive: true });
  return fetchAndCheckOut(call, folder);
};

async function fetchAndCheckOut({ state, inputs, environment, output }: BuiltInCall, folder: string): Promise<BuiltInOutcome> {
  const repository = inputs.repository ?? state.request.github.repository;
  const url = `${state.request.gitUrl}/${repository}.git`;
  const wanted = wantedRef(state, inputs, repository);
  const header = `http.${new URL(url).origin}/.extraheader`;
  const basic = Buffer.from(`x-access-token:${inputs.token ?? state.request.github.token}`).toString("base64");
  state.log.mask(basic);
  const authorization = `AUTHORIZATION: basic ${basic}`;
  const run = async (argv: readonly string[]): Promise<boolean> => {
    state.log.write(`[command]git ${argv.join(" ")}`);
    return (await git({ argv, directory: folder, environment, signal: state.signal, onLine: (line) => state.log.write(line) })).exit === 0;
  };
  const depth = inputs["fetch-depth"] ?? "1";
  const depthOption = depth === "0" ? [] : [`--depth=${depth}`];
  const commands = [
    ["init", "--quiet", "--initial-branch=main", folder], ["remote", "add", "origin", url], ["config", "--local", "gc.auto", "0"], ["config", "--local", header, authorization],
    ["-c", "protocol.version=2", "fetch", "--no-tags", "--prune", "--no-recurse-submodules", ...depthOption, "origin", wanted.refspec], [...wanted.checkout],
  ];
  state.log.write(`Syncing repository: ${repository}`);
  for (const argv of commands) if (!(await run(argv))) return failed(output, `The process '/usr/bin/git' failed: git ${argv[0] ?? ""} of ${repository}`);
  const forget = async () => { await git({ argv: ["config", "--local", "--unset-all", header], directory: folder, environment, signal: state.signal }); };
  const persists = (inputs["persist-credentials"] ?? "true") !== "false";
  if (!persists) await forget();
  const { lines } = await git({ argv: ["log", "-1", "--format=%H"], directory: folder, environment, signal: state.signal, onLine: (line) => state.log.write(line) });
  return { ok: true, outputs: { commit: lines.join(""), ref: inputs.ref ?? state.request.github.ref }, post: persists ? forget : null };
}

interface WantedRef { readonly refspec: string; readonly checkout: readonly string[] }

/** The event's commit on its ref, unless `ref` (a SHA, branch, tag or full ref) or another repository is asked for. */
function wantedRef(state: JobState, inputs: Readonly<Record<string, string>>, repository: string): WantedRef {
  const { github } = state.request;
  const asked = inputs.ref ?? "";
  const force = ["checkout", "--progress", "--force"];
  if (/^[0-9a-f]{40}$/.test(asked)) return { refspec: `+${asked}:refs/remotes/origin/requested`, checkout: [...force, asked] };
  const own = repository === github.repository && (asked === "" || asked === github.ref);
  const ref = asked === "" ? (own ? github.ref : "HEAD") : asked.startsWith("refs/") ? asked : `refs/heads/${asked}`;
  const source = own ? github.sha : ref;
  if (!ref.startsWith("refs/heads/")) return { refspec: `+${source}:${join("refs/remotes", ref.replace(/^refs\//, ""))}`, checkout: [...force, join("refs/remotes", ref.replace(/^refs\//, ""))] };
  const branch = ref.slice("refs/heads/".length);
  return { refspec: `+${source}:refs/remotes/origin/${branch}`, checkout: [...force, "-B", branch, `refs/remotes/origin/${branch}`] };
}
