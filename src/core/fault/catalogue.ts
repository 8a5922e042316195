/** Every known fault: what happened, who can mend it, whether to try again, and what to do. Rooms add their own entries here, in alphabetical order. */
import type { FaultEntry } from "./fault-entry.ts";

export const catalogue = {
  "announcement-unavailable": { audience: "operator", retry: "later", message: "The chat does not take the announcement", remedy: "Regreen tries again by itself; check the address in REGREEN_ANNOUNCE_<name>, and whether it leads to the open internet." },
  "artifact-invalid": { audience: "operator", retry: "never", message: "The fix job's artifact is not what its plan promised", remedy: "Nothing was applied. Look at the fix run; run the failed CI run again to start anew." },
  "checkout-changed": { audience: "user", retry: "never", message: "A file was changed by somebody while the repair ran, so nothing was written", remedy: "Run the command again: it begins from the files as they are now." },
  "checkout-unreadable": { audience: "user", retry: "never", message: "The git checkout cannot be read", remedy: "Run this inside a git checkout that has at least one commit." },
  "checkpoint-invalid": { audience: "operator", retry: "never", message: "The checkpoint cannot be relied on", remedy: "Take the one from the evidence branch, and the key that signs there." },
  "configuration-invalid": { audience: "user", retry: "never", message: "The configuration has a mistake", remedy: "Correct the line named; nothing else happens until it is right." },
  "environment-missing": { audience: "user", retry: "never", message: "Something that this needs is not on this machine", remedy: "Install what is named and try again." },
  "file-refused": { audience: "user", retry: "never", message: "The file cannot be repaired mechanically without a guess", remedy: "A person decides; the reason says what is unclear." },
  "github-conflict": { audience: "operator", retry: "later", message: "GitHub says that this conflicts with what stands there", remedy: "Regreen reads the present state and decides anew." },
  "github-forbidden": { audience: "operator", retry: "never", message: "GitHub does not permit this to the App", remedy: "Check the App's permissions and that it is still installed on the repository." },
  "github-invalid": { audience: "maintainer", retry: "never", message: "GitHub refused the request as invalid", remedy: "Report this with the detail shown." },
  "github-missing": { audience: "operator", retry: "never", message: "GitHub knows nothing under this name", remedy: "It may have been deleted, or the App may not be installed there." },
  "github-rate-limited": { audience: "operator", retry: "later", message: "GitHub asks us to wait", remedy: "Regreen goes on by itself when the limit is over." },
  "github-unavailable": { audience: "operator", retry: "later", message: "GitHub does not answer", remedy: "Regreen tries again by itself." },
  "github-unexpected": { audience: "maintainer", retry: "later", message: "GitHub answered in a shape that Regreen does not know", remedy: "Regreen tries again by itself; if it stays so, report it with the detail shown." },
  "input-invalid": { audience: "user", retry: "never", message: "The archive of logs cannot be read", remedy: "Download it again, or unpack it and name one job's log." },
  "ledger-unreadable": { audience: "operator", retry: "never", message: "A ledger entry does not hold what an entry holds", remedy: "Somebody changed the database. Run regreen ledger verify, and compare with a backup." },
  "log-unavailable": { audience: "operator", retry: "later", message: "The log could not be read in full", remedy: "Regreen tries again; no diagnosis is made from a part of a log." },
  "matcher-invalid": { audience: "user", retry: "never", message: "A problem matcher has a mistake", remedy: "Correct the line named; the form is that of GitHub's problem matchers." },
  "operation-unavailable": { audience: "operator", retry: "later", message: "The operator's hook does not answer", remedy: "Regreen tries again by itself, under the same Idempotency-Key; check the URL in the file that REGREEN_OPERATIONS names." },
  "patch-invalid": { audience: "operator", retry: "never", message: "The patch is not one that Regreen accepts", remedy: "Nothing was applied. The reason names the file and the rule." },
  "plan-too-large": { audience: "user", retry: "never", message: "The plan is larger than a dispatched workflow may be told", remedy: "Run `regreen fix` in a checkout instead." },
  "policy-invalid": { audience: "user", retry: "never", message: "A policy pack has a mistake", remedy: "Correct the line named; until then the gate denies." },
  "sandbox-unavailable": { audience: "user", retry: "never", message: "No sandbox works on this machine", remedy: "Install bubblewrap (apt-get install bubblewrap), or allow user namespaces; --unsafe-no-sandbox runs without one, and the evidence says so." },
  "setting-invalid": { audience: "operator", retry: "never", message: "A setting of this process is missing or wrong", remedy: "Correct the variable named and start again." },
  "source-unavailable": { audience: "operator", retry: "later", message: "A log source cannot be read", remedy: "Regreen tries again by itself; check the source in the file that REGREEN_SOURCES names, with regreen sources check." },
  "skill-invalid": { audience: "user", retry: "never", message: "A skill has a mistake", remedy: "Correct the line named; the skill is not loaded until it is right." },
  "skills-cyclic": { audience: "user", retry: "never", message: "Skills wait for each other in a circle", remedy: "Take one of the names out of an `after` list." },
  "lease-lost": { audience: "operator", retry: "never", message: "Another worker has taken this over", remedy: "Nothing to do: the other worker goes on. Where it happens often, the machine stands still for long, or the database is slow." },
  "store-newer": { audience: "operator", retry: "never", message: "The database was written by a newer Regreen", remedy: "Run that version or a newer one." },
  "store-unavailable": { audience: "operator", retry: "later", message: "The database does not answer", remedy: "Regreen tries again by itself; check DATABASE_URL and the server." },
  "store-unsafe": { audience: "operator", retry: "never", message: "The database file could be read or changed by others", remedy: "Keep it in a folder of your own: chmod 700 the folder, chmod 600 the file, no symbolic links." },
} as const satisfies Record<string, FaultEntry>;

export type FaultCode = keyof typeof catalogue;
