/** Says an announcement in the operator's chat, where the repository names it. */
import type { Configuration } from "../../configuration/configuration.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import { shorten } from "../../pull-request/neutral-text.ts";
import type { EffectRequest } from "../effect.ts";
import type { Repair } from "../repair.ts";
import type { Announced } from "./announced.ts";

const MOST_LINES = 3;
const LONGEST = 900;

/** Once for each kind of announcement of a repair. Null: the repository names no chat. */
export function chatEffect(repair: Repair, announced: Announced, { configuration, at }: { readonly configuration: Configuration; readonly at: Timestamp }): EffectRequest | null {
  const channel = configuration.announce.webhook_secret_name;
  if (channel === null) return null;
  const more = announced.lines.length - MOST_LINES;
  const text = shorten([...announced.lines.slice(0, MOST_LINES), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"), LONGEST);
  return {
    key: `${repair.id}:announce:${announced.kind}`, repository: repair.subject.repository,
    effect: { kind: "announce", channel, announced: announced.kind, text, link: announced.link, repair: repair.id, fingerprint: repair.failures[0]?.fingerprint ?? null, at },
  };
}
