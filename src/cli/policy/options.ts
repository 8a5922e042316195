export interface PolicyOptions {
  readonly json: boolean;
  readonly repo: string | undefined;
  /** Names or files; empty: those in force. */
  readonly policies: readonly string[];
  /** The store; the empty text means the one of this environment. */
  readonly database: string | undefined;
  readonly since: string;
  readonly most: string;
}
