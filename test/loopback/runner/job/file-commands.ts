/** The files through which a step hands on outputs, environment, path, state and summary (docs.github.com, "Environment files"). */
import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const kinds = { GITHUB_OUTPUT: "set_output", GITHUB_ENV: "set_env", GITHUB_PATH: "add_path", GITHUB_STATE: "save_state", GITHUB_STEP_SUMMARY: "step_summary" } as const;
export type CommandFiles = Readonly<Record<keyof typeof kinds, string>>;

export interface FileCommands {
  readonly outputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Fresh, empty files for one step under `temporary`/_runner_file_commands. */
export async function createCommandFiles(temporary: string): Promise<CommandFiles> {
  const folder = join(temporary, "_runner_file_commands");
  await mkdir(folder, { recursive: true });
  const id = randomUUID();
  const file = (kind: string) => join(folder, `${kind}_${id}`);
  const files: CommandFiles = {
    GITHUB_OUTPUT: file(kinds.GITHUB_OUTPUT), GITHUB_ENV: file(kinds.GITHUB_ENV), GITHUB_PATH: file(kinds.GITHUB_PATH),
    GITHUB_STATE: file(kinds.GITHUB_STATE), GITHUB_STEP_SUMMARY: file(kinds.GITHUB_STEP_SUMMARY),
  };
  await Promise.all(Object.values(files).map((path) => writeFile(path, "")));
  return files;
}

/** Throws in GitHub's words when a file has a line that is neither `name=value` nor a here-document. */
export async function readCommandFiles(files: CommandFiles): Promise<FileCommands> {
  const text = async (name: keyof CommandFiles) => readFile(files[name], "utf8").catch(() => "");
  return {
    outputs: parsePairs("GITHUB_OUTPUT", await text("GITHUB_OUTPUT")),
    environment: parsePairs("GITHUB_ENV", await text("GITHUB_ENV")),
    state: parsePairs("GITHUB_STATE", await text("GITHUB_STATE")),
    paths: (await text("GITHUB_PATH")).split("\n").filter((line) => line !== ""),
    summary: await text("GITHUB_STEP_SUMMARY"),
  };
}

/** `name=value` lines, and `name<<END` … `END` for values of several lines. */
export function parsePairs(file: string, text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line === "") continue;
    const here = /^([^=]*?)<<(.+)$/.exec(line);
    const equals = line.indexOf("=");
    if (here !== null) {
      const [, name = "", delimiter = ""] = here;
      const end = lines.indexOf(delimiter, at + 1);
      if (end < 0) throw new Error(`Unable to process file command '${file}' successfully: Matching delimiter not found '${delimiter}'`);
      pairs[name] = lines.slice(at + 1, end).join("\n");
      at = end;
    } else if (equals > 0) {
      pairs[line.slice(0, equals)] = line.slice(equals + 1);
    } else throw new Error(`Unable to process file command '${file}' successfully: Invalid format '${line}'`);
  }
  return pairs;
}
