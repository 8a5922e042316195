/** A link to GitHub's page for a new file, filled in: a person adds what the App may not (it has no `workflows` permission) with one click. */
import type { RepositoryName } from "../../identity/identifier.ts";

export interface NewFile {
  readonly repository: RepositoryName;
  readonly branch: string;
  readonly path: string;
  readonly content: string;
}

/** GitHub refuses a request line of more than 8 KiB (414); some way is left for what browsers and proxies add. */
export const LONGEST_LINK = 7_500;

/** `filled` false: with the content it would be too long a link; the file is named, and its content is to be copied. */
export interface FileLink { readonly url: string; readonly filled: boolean }

/** `webUrl`: of GitHub's pages, without a slash at the end. */
export function newFileLink(webUrl: string, { repository, branch, path, content }: NewFile): FileLink {
  const page = `${webUrl}/${repository}/new/${branch.split("/").map(encodeURIComponent).join("/")}?filename=${encoded(path)}`;
  const whole = `${page}&value=${encoded(content)}`;
  return whole.length <= LONGEST_LINK ? { url: whole, filled: true } : { url: page, filled: false };
}

/** Brackets too: they would end a link in Markdown. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
