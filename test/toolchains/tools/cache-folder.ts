import { homedir } from "node:os";
import { join } from "node:path";

/** Where installed tools are kept from one run to the next. */
export function cacheFolder(): string {
  return process.env["REGREEN_TOOLS"] ?? join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "regreen", "tools");
}
