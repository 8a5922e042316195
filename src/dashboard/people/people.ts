/** What the pages need to know who looks and to let them act: made once, from what the process serves with. */
import { createSignIn, type GitHubSignIn } from "../../adapters/github/sign-in.ts";
import { createSessions, type Sessions } from "../../app/sign-in/session.ts";
import type { PageTools } from "../../app/serving-options.ts";
import type { ServeConfig } from "../../settings/config.ts";
import type { Store } from "../../ports/store/store.ts";
import { createDoorkeeper, type Doorkeeper } from "./doorkeeper.ts";

export interface People extends PageTools {
  readonly sessions: Sessions;
  readonly doorkeeper: Doorkeeper;
  /** Null: nobody can sign in with GitHub here. */
  readonly gitHub: GitHubSignIn | null;
}

export function gatherPeople(store: Pick<Store, "keys">, { http, github, signIn }: Pick<ServeConfig, "http" | "github" | "signIn">, tools: PageTools): People {
  const sessions = createSessions({ keys: store.keys, clock: tools.clock, randomness: tools.randomness, secure: signIn?.publicUrl.startsWith("https:") === true });
  const gitHub = signIn == null ? null : createSignIn({ ...signIn, callbackUrl: `${signIn.publicUrl}/sign-in/callback` }, github);
  return { ...tools, sessions, gitHub, doorkeeper: createDoorkeeper({ pages: http.pages, sessions, members: tools.members, clock: tools.clock }) };
}
