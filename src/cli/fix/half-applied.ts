import { findCheckout } from "../../adapters/git/checkout.ts";
import { realpathSync } from "node:fs";
import type { Io } from "../command.ts";
import { plainText } from "../plain-text.ts";
import { isAlive } from "./recover.ts";
import { findJournal } from "./journal.ts";

/** Says on standard error that a killed run left a change of this checkout half written, and how it is put back; nothing where there is none. Writes nothing else. */
export async function warnOfHalfApplied(state: string, io: Pick<Io, "directory" | "stderr">): Promise<void> {
  const checkout = await findCheckout(io.directory).catch(() => null);
  const journal = checkout === null ? null : findJournal(state, realpathSync(checkout));
  if (journal === null || (journal.process !== process.pid && isAlive(journal.process))) return;
  const paths = journal.entries.map(({ path }) => path);
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : "";
  io.stderr.write(`regreen: an earlier run was killed while it wrote ${plainText(paths.slice(0, 5).join(", "))}${more} here: they may be half changed.\n  Run \`regreen fix\` or \`regreen apply\`: either puts them back as they were before it does anything else.\n`);
}
