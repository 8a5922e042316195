/** What Regreen without a server is given: the job's token, what started it, what its workflow adds (chats, registries), and a folder of its own. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { composeSteps } from "../src/compose-steps.ts";
import { createAnnouncer } from "../src/adapters/announcements/create-announcer.ts";
import { readChannels } from "../src/adapters/announcements/read-channels.ts";
import { openLog } from "../src/adapters/telemetry/open-log.ts";
import type { Alone } from "../src/alone/at-work.ts";
import { toldOnce } from "../src/alone/told-once.ts";
import { registriesOf } from "../src/core/registry/registries-of.ts";
import type { StartedJob } from "./event.ts";
import type { Job } from "./job.ts";
import type { Write } from "./workflow-commands.ts";

/** The App that a job's own token belongs to: https://github.com/apps/github-actions. */
const GITHUB_ACTIONS = { id: 15_368, slug: "github-actions" } as const;

export interface StandingAlone {
  readonly token: string;
  readonly job: Job;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Fault `setting-invalid` names a variable of the workflow that is wrong. */
export function standAlone({ started, repository, headSha, apiUrl, serverUrl }: StartedJob, { token, job, environment }: StandingAlone, write: Write): Alone {
  const settings = readChannels(environment);
  const log = openLog({ level: environment["RUNNER_DEBUG"] === "1" ? "debug" : "warn", secrets: [token, ...settings.channels.map(({ url }) => url)], write });
  // A job's own token is an installation token of GitHub Actions; a person's begins otherwise (https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats).
  const own = token.startsWith("ghs_");
  return {
    client: { token, ...(own ? { app: GITHUB_ACTIONS } : {}), apiUrl, log }, webUrl: serverUrl, repository, started, headSha, log,
    folder: mkdtempSync(join(job.temporary, "regreen-alone-")), createSteps: composeSteps,
    registries: registriesOf(environment), announcer: toldOnce(createAnnouncer(settings)),
  };
}
