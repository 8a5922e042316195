/** An account: a person, an organisation, or the bot of an App (`slug[bot]`). */
export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization";
  readonly name: string;
  readonly createdAt: Date;
}
