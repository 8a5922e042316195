import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where the command line keeps what it remembers, never in the checkout: `$REGREEN_STATE`, else `$XDG_STATE_HOME/regreen`, else `~/.local/state/regreen`. Made with mode 0700. */
export function stateFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const folder = stateFolderPath(environment);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The same without making it. */
export function stateFolderPath(environment: Readonly<Record<string, string | undefined>>): string {
  return environment["REGREEN_STATE"] ?? join(environment["XDG_STATE_HOME"] ?? join(environment["HOME"] ?? homedir(), ".local", "state"), "regreen");
}
