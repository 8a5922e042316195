/** An answer that is no success, in the form in which Octokit throws it. */
export class HttpTrouble extends Error {
  readonly status: number;
  readonly response: { readonly headers: Readonly<Record<string, string>> } | undefined;

  /** Status 0: there was no answer at all. */
  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.response = status === 0 ? undefined : { headers };
  }
}
