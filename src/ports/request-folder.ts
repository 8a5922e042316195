/** A folder into which somebody on this machine puts requests as files. */

export interface FoundFile { readonly name: string; readonly content: Uint8Array }

export interface RequestFolder {
  /** Files that wait, by name. Links, folders, hidden files and what is still being written (`.tmp`, `.part`) are none. */
  waiting(): Promise<readonly FoundFile[]>;
  /** Moves it out of the way: to `taken/`, or to `refused/` with the reason beside it. */
  settle(name: string, refusal: string | null): Promise<void>;
}
