/** A note for the changelog, as the repository wants it written: where it lies and what stands in it, with the pull request's number and title put in. */
import type { ChangelogFragment } from "../configuration/configuration.ts";

export interface PullTitle { readonly number: number; readonly title: string }
export interface Fragment { readonly path: string; readonly content: string }

const MOST_CHARACTERS = 200;

/** `{pull}` is the number, `{title}` the title. Ends with a newline. */
export function renderFragment({ path, text }: ChangelogFragment, { number, title }: PullTitle): Fragment {
  const fill = (template: string): string => template.replaceAll(/\{(pull|title)\}/g, (_, name: string) => (name === "pull" ? String(number) : plain(title)));
  const content = fill(text);
  return { path: path.replaceAll("{pull}", String(number)), content: content.endsWith("\n") ? content : `${content}\n` };
}

/** Somebody else's words: one line, nothing that nobody sees, and no more than a line holds. */
function plain(title: string): string {
  const line = title.replace(/[\p{C}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0]+/gu, " ").replace(/\s+/g, " ").trim();
  return [...line].slice(0, MOST_CHARACTERS).join("");
}
