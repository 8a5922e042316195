/** Signing in and out: with GitHub, or by a link that the operator's terminal printed. */
import type { Answer } from "../../app/web/answer.ts";
import { isFormToken, nameOf } from "../../app/sign-in/session.ts";
import type { Route } from "../../app/web/route.ts";
import type { Posted, Visit } from "../../app/web/visit.ts";
import { html } from "../html.ts";
import { page } from "../layout.ts";
import type { People } from "./people.ts";

/** Only our own pages are gone back to. */
function pathBack(text: string | null): string {
  return text !== null && /^\/(?!\/)[\w/-]{0,200}$/.test(text) ? text : "/repairs";
}

/** `cookie`: as `Set-Cookie` says it. */
export function seeOther(location: string, cookie?: string): Answer {
  return { status: 303, type: "text/plain; charset=utf-8", body: "", headers: { location, ...(cookie === undefined ? {} : { "set-cookie": cookie }) } };
}

export function signInRoutes(people: People, allows: Route["allows"]): readonly Route[] {
  return [
    { name: "/sign-in", path: /^\/sign-in$/, allows, answer: (_, visit) => signInPage(people, visit) },
    { name: "/sign-in/github", path: /^\/sign-in\/github$/, allows, answer: (_, visit) => toGitHub(people, visit) },
    { name: "/sign-in/callback", path: /^\/sign-in\/callback$/, allows, answer: (_, visit) => fromGitHub(people, visit) },
    { name: "/sign-in/link", path: /^\/sign-in\/link$/, allows, answer: (_, visit) => linkPage(people, visit), take: (_, posted) => byLink(people, posted) },
    { name: "/sign-out", path: /^\/sign-out$/, allows, answer: () => Promise.resolve(seeOther("/sign-in")), take: (_, posted) => signOut(people, posted) },
  ];
}

async function signInPage({ sessions, gitHub }: People, visit: Visit): Promise<Answer> {
  const session = await sessions.of(visit);
  const back = pathBack(visit.query.get("back"));
  if (session !== null) {
    const { person, formToken } = session;
    return page(200, "You", html`<h1>You are ${nameOf(person)}</h1><p>${person.kind === "github" ? "Signed in with GitHub. What you may do is asked of GitHub each time." : "The operator of this machine: you may do what the command line may."}</p>
<p><a href="${back}">Go on</a></p><form method="post" action="/sign-out"><input type="hidden" name="token" value="${formToken}"><button>Sign out</button></form>`);
  }
  const withGitHub = gitHub === null
    ? html`<p class="soft">Signing in with GitHub is not set up here: the operator sets <code>GITHUB_CLIENT_ID</code>, <code>GITHUB_CLIENT_SECRET</code> and <code>REGREEN_URL</code>.</p>`
    : html`<p><a class="button" href="/sign-in/github?back=${back}">Sign in with GitHub</a></p><p class="soft">GitHub tells Regreen who you are, and nothing else; no token of yours is kept.</p>`;
  return page(200, "Sign in", html`<h1>Sign in</h1>${withGitHub}<h2>You operate this Regreen?</h2><p>On its machine, <code>regreen dashboard link</code> prints a link that signs you in once.</p>`);
}

async function toGitHub({ sessions, gitHub, randomness }: People, visit: Visit): Promise<Answer> {
  if (gitHub === null) return seeOther("/sign-in");
  const [state, verifier] = [randomness.hex(32), randomness.hex(32)];
  return seeOther(gitHub.addressOf({ state, verifier }), await sessions.leave({ state, verifier, back: pathBack(visit.query.get("back")) }));
}

/** Only who left from here, in this browser, arrives: the state in the address is the one in the sealed cookie. */
async function fromGitHub({ sessions, gitHub }: People, visit: Visit): Promise<Answer> {
  const left = await sessions.left(visit);
  const code = visit.query.get("code");
  if (gitHub === null || left === null || code === null || visit.query.get("state") !== left.state) return notSignedIn("this did not begin here, or took longer than ten minutes");
  const login = await gitHub.personOf(code, left.verifier);
  if (login === null) return notSignedIn("GitHub does not take the code");
  return seeOther(left.back, await sessions.begin({ kind: "github", login }));
}

function notSignedIn(why: string): Answer {
  return page(403, "Not signed in", html`<h1>You are not signed in</h1><p>The reason: ${why}. <a href="/sign-in">Try again</a></p>`);
}

/** Looking at the link does not use it up: what looks at links before people do has no button. */
async function linkPage({ sessions }: People, visit: Visit): Promise<Answer> {
  const token = visit.query.get("token") ?? "";
  const name = await sessions.linkOf(token);
  if (name === null) return notSignedIn("the link is not one of this Regreen's, or is older than ten minutes");
  return page(200, "Sign in", html`<h1>Sign in as ${name}</h1><p>You become the operator of this Regreen in this browser, for eight hours.</p><form method="post" action="/sign-in/link"><input type="hidden" name="token" value="${token}"><button>Sign in</button></form>`);
}

async function byLink({ sessions }: People, { form }: Posted): Promise<Answer> {
  const name = await sessions.useLink(form.get("token") ?? "");
  return name === null ? notSignedIn("the link was used before, or is older than ten minutes") : seeOther("/requests", await sessions.begin({ kind: "operator", name }));
}

async function signOut({ sessions }: People, posted: Posted): Promise<Answer> {
  const session = await sessions.of(posted);
  return session === null || !isFormToken(session, posted.form.get("token")) ? seeOther("/sign-in") : seeOther("/sign-in", sessions.end());
}
