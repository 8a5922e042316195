/** One database, whichever dialect: runs scripts. A `read` needs no transaction; a `write` is one transaction, durable when it resolves. */
import type { DialectName, Script } from "./script.ts";

export interface Database {
  readonly dialect: DialectName;
  read<Result>(script: () => Script<Result>): Promise<Result>;
  /** The script may be run again from its start (deadlock, serialization), so it holds no state of its own. */
  write<Result>(script: () => Script<Result>): Promise<Result>;
  close(): Promise<void>;
}
