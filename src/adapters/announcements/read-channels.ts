/**
 * The operator's chats, from the environment: `REGREEN_ANNOUNCE_TEAM_CHAT` is the address of an incoming webhook, `…_FOR` the repositories that may use it,
 * `…_SHAPE` what it takes. A repository names a chat by its name alone and never sees an address; it can name no other variable.
 */
import { Fault } from "../../core/fault/fault.ts";
import { chatShapes, type ChatShape } from "../../core/pull-request/chat-message.ts";

export interface Channel {
  readonly name: string;
  /** A secret: whoever has it can write there. */
  readonly url: string;
  readonly shape: ChatShape;
  /** `owner/name`, or `owner/*`; empty: every repository that this server works for. */
  readonly repositories: readonly string[];
}

export interface ChannelSettings {
  readonly channels: readonly Channel[];
  /** Whether addresses of a private network are reached; also http, there. */
  readonly allowPrivate: boolean;
}

export const noChannels: ChannelSettings = { channels: [], allowPrivate: false };

const PREFIX = "REGREEN_ANNOUNCE_";
const PRIVATE = "REGREEN_ANNOUNCE_PRIVATE";
const NAME = /^[A-Z][A-Z0-9_]{0,40}$/;

/** Fault `setting-invalid` names the variable, and never shows its value. */
export function readChannels(environment: Readonly<Record<string, string | undefined>>): ChannelSettings {
  const allowPrivate = flagOf(environment[PRIVATE]);
  const names = Object.keys(environment).filter((key) => key.startsWith(PREFIX) && key !== PRIVATE && !/_(?:FOR|SHAPE)$/.test(key) && environment[key]?.trim() !== "").map((key) => key.slice(PREFIX.length));
  return { allowPrivate, channels: names.toSorted().map((name) => channelOf(name, { environment, allowPrivate })) };
}

function channelOf(name: string, { environment, allowPrivate }: { readonly environment: Readonly<Record<string, string | undefined>>; readonly allowPrivate: boolean }): Channel {
  if (!NAME.test(name)) throw wrong(name, "is no name of capitals, digits and _");
  const url = (environment[`${PREFIX}${name}`] ?? "").trim();
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !(parsed.protocol === "https:" || (allowPrivate && parsed.protocol === "http:"))) throw wrong(name, `is not an https address (http is for private networks alone, with ${PRIVATE}=true)`);
  if (parsed.username !== "" || parsed.password !== "") throw wrong(name, "has a name or password in it");
  return { name, url, shape: shapeOf(name, parsed, environment), repositories: repositoriesOf(name, environment[`${PREFIX}${name}_FOR`]) };
}

function shapeOf(name: string, { hostname, pathname }: URL, environment: Readonly<Record<string, string | undefined>>): ChatShape {
  const given = environment[`${PREFIX}${name}_SHAPE`]?.trim();
  if (given !== undefined && given !== "") {
    const known = chatShapes.find((shape) => shape === given);
    if (known === undefined) throw wrong(`${name}_SHAPE`, `is one of ${chatShapes.join(", ")}`);
    return known;
  }
  if (hostname === "hooks.slack.com" || hostname === "hooks.slack-gov.com") return "slack";
  if (/(?:^|\.)discord(?:app)?\.com$/.test(hostname) && pathname.startsWith("/api/webhooks/")) return "discord";
  return /\.(?:logic\.azure\.com|powerplatform\.com|webhook\.office\.com)$/.test(hostname) ? "teams" : "generic";
}

function repositoriesOf(name: string, text: string | undefined): readonly string[] {
  const listed = (text ?? "").split(/[\s,]+/).filter((one) => one !== "");
  const strange = listed.find((one) => !/^[\w.-]+\/(?:[\w.-]+|\*)$/.test(one));
  if (strange !== undefined) throw wrong(`${name}_FOR`, `has ${strange}, which is neither owner/name nor owner/*`);
  return listed;
}

function flagOf(text: string | undefined): boolean {
  if (text === undefined || text.trim() === "" || text === "false") return false;
  if (text === "true") return true;
  throw new Fault("setting-invalid", { detail: `${PRIVATE} is true or false` });
}

function wrong(name: string, why: string): Fault {
  return new Fault("setting-invalid", { detail: `${PREFIX}${name} ${why}` });
}
