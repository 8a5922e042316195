/** What the catalogue says of one fault. */

/** Who can mend it. */
export type Audience = "user" | "operator" | "maintainer";

/** `never`: the same call gives the same answer. `later`: worth another try after a while. */
export type Retry = "never" | "later";

export interface FaultEntry {
  readonly audience: Audience;
  readonly retry: Retry;
  /** What happened, in plain words; static, so that it can be grouped. */
  readonly message: string;
  /** What the reader can do. */
  readonly remedy: string;
}
