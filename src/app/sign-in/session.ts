/**
 * Who looks at the pages: a person whom GitHub named, or the operator, who came by a link from the terminal of this machine. A session is a sealed cookie and stands nowhere else;
 * what the person may do is in it nowhere: that is asked of GitHub whenever it counts.
 */
import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { milliseconds, type Timestamp } from "../../core/identity/timestamp.ts";
import type { Clock, Randomness } from "../../ports/clock.ts";
import type { Keys } from "../../ports/store/keys.ts";
import { cookieOf, type Visit } from "../web/visit.ts";
import { mark, seal, unseal } from "./seal.ts";

export const Person = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("github"), login: z.string().min(1).max(100) }),
  /** `name`: the account on this machine that asked for the link. */
  z.strictObject({ kind: z.literal("operator"), name: z.string().min(1).max(100) }),
]);
export type Person = z.infer<typeof Person>;

/** `until`: milliseconds since 1970. */
const Sealed = z.strictObject({ id: z.string().min(16), person: Person, until: z.number() });
const Link = z.strictObject({ name: z.string().min(1).max(100), nonce: z.string().min(16), until: z.number() });
const Leaving = z.strictObject({ state: z.string().min(16), verifier: z.string().min(16), back: z.string(), until: z.number() });
/** Somebody on the way to GitHub and back. */
export type Leaving = z.infer<typeof Leaving>;

export interface Session { readonly person: Person; /** Goes with every form: who sends one has seen the page. */ readonly formToken: string }

const COOKIE = "regreen_session";
const LEAVING_COOKIE = "regreen_sign_in";
const SESSION_SECONDS = 8 * 3_600;
const LEAVING_SECONDS = 600;
/** How long a link from the terminal is good. */
export const LINK_SECONDS = 600;

export interface SessionOptions { readonly keys: Keys; readonly clock: Pick<Clock, "now">; readonly randomness: Randomness; /** Whether people reach us by https: then cookies go nowhere else. */ readonly secure: boolean }

export interface Sessions {
  of(visit: Pick<Visit, "headers">): Promise<Session | null>;
  /** The header that begins a session. */
  begin(person: Person): Promise<string>;
  /** The header that ends it. */
  end(): string;
  /** The header that keeps where somebody went to sign in. */
  leave(leaving: Pick<Leaving, "state" | "verifier" | "back">): Promise<string>;
  left(visit: Pick<Visit, "headers">): Promise<Leaving | null>;
  /** Who asked for the link; null: it is none of ours, or too old. */
  linkOf(token: string): Promise<string | null>;
  /** The same, once: a link that was used is used up, in every process on the store. */
  useLink(token: string): Promise<string | null>;
}

export function createSessions(options: SessionOptions): Sessions {
  const { keys, clock, randomness } = options;
  const now = (): number => milliseconds(clock.now());
  const key = (): Promise<string> => sessionKey(keys, randomness);
  const read = async <T extends { readonly until: number }>(text: string | null, purpose: string, schema: z.ZodType<T>): Promise<T | null> => {
    const parsed = text === null ? null : schema.safeParse(unseal(text, purpose, await key()));
    return parsed?.success === true && parsed.data.until > now() ? parsed.data : null;
  };
  return {
    async of(visit) {
      const sealed = await read(cookieOf(visit, COOKIE), "session", Sealed);
      return sealed === null ? null : { person: sealed.person, formToken: mark(sealed.id, "form", await key()) };
    },
    begin: async (person) => cookie(COOKIE, seal({ id: randomness.hex(16), person, until: now() + SESSION_SECONDS * 1000 }, "session", await key()), { seconds: SESSION_SECONDS, ...options }),
    end: () => cookie(COOKIE, "", { seconds: 0, ...options }),
    leave: async (leaving) => cookie(LEAVING_COOKIE, seal({ ...leaving, until: now() + LEAVING_SECONDS * 1000 }, "leaving", await key()), { seconds: LEAVING_SECONDS, ...options }),
    left: (visit) => read(cookieOf(visit, LEAVING_COOKIE), "leaving", Leaving),
    linkOf: async (token) => (await read(token, "link", Link))?.name ?? null,
    async useLink(token) {
      const link = await read(token, "link", Link);
      if (link === null) return null;
      const mine = randomness.hex(16);
      return (await keys.keep(`sign-in-link:${link.nonce}`, mine)) === mine ? link.name : null;
    },
  };
}

/** Shared by all processes on the store; the first one makes it. */
async function sessionKey(keys: Keys, randomness: Randomness): Promise<string> {
  return (await keys.read("session")) ?? keys.keep("session", randomness.hex(32));
}

/** A token that signs the operator in once, within `LINK_SECONDS`. */
export async function linkToken(name: string, { keys, at, randomness }: { readonly keys: Keys; readonly at: Timestamp; readonly randomness: Randomness }): Promise<string> {
  return seal({ name, nonce: randomness.hex(16), until: milliseconds(at) + LINK_SECONDS * 1000 }, "link", await sessionKey(keys, randomness));
}

/** Not for scripts, and sent along when another site links here, but with none of its forms. */
function cookie(name: string, value: string, { seconds, secure }: { readonly seconds: number; readonly secure: boolean }): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}

export function isFormToken(session: Session, given: string | null): boolean {
  return given?.length === session.formToken.length && timingSafeEqual(Buffer.from(given), Buffer.from(session.formToken));
}

export function nameOf(person: Person): string {
  return person.kind === "github" ? person.login : person.name;
}
