/**
 * `repository_dispatch` with the type `regreen`: a request from outside GitHub's pages (row E11). GitHub takes such a dispatch only from who may write; whether that is a
 * person is looked at here, and whether it still may, when it is answered.
 */
import { z } from "zod";
import { LONGEST_COMMAND, MOST_COMMANDS } from "../request/command-lines.ts";
import { digestOfJson } from "../identity/digest.ts";
import { openRequest } from "../request/open-request.ts";
import { ignoring, type Admission } from "./admission.ts";
import { Envelope, repositoryOf, type AdmissionFacts } from "./payload.ts";

export const DISPATCH_TYPE = "regreen";

/** What the dispatch says: commands without the prefix. `id`: the sender's own name for it, so that sending it twice asks once. */
export const DispatchPayload = z.strictObject({
  version: z.literal(1),
  commands: z.array(z.string().min(1).max(LONGEST_COMMAND)).min(1).max(MOST_COMMANDS),
  pull: z.int().positive().optional(),
  dry_run: z.boolean().default(false),
  id: z.string().min(1).max(100),
});

export const RepositoryDispatchEvent = Envelope.extend({
  action: z.string(), client_payload: z.unknown(), sender: z.object({ login: z.string().min(1).max(100), type: z.string().optional() }),
});
export type RepositoryDispatchEvent = z.infer<typeof RepositoryDispatchEvent>;

export function admitRepositoryDispatch(event: RepositoryDispatchEvent, { now, seed }: AdmissionFacts): Admission {
  if (event.action !== DISPATCH_TYPE) return ignoring("a dispatch that is not for Regreen");
  const asked = DispatchPayload.safeParse(event.client_payload);
  if (!asked.success) return ignoring(`the dispatch's client_payload is no request: ${asked.error.issues[0]?.path.join(".") ?? ""} ${asked.error.issues[0]?.message ?? ""}`);
  const { commands, pull, dry_run, id } = asked.data;
  const opened = openRequest({
    repository: repositoryOf(event), origin: { kind: "dispatch", number: pull ?? null }, actor: event.sender.login, machine: event.sender.type === "Bot", lines: commands, dryRun: dry_run,
    occasion: digestOfJson({ by: event.sender.login, id }),
  }, { at: now, seed });
  return { opens: [], wakes: [], entries: [], ignored: null, requests: [opened] };
}
