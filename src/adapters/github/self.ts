/** Who we are on this GitHub, and whether something is of our making: what others wrote is never adopted, however alike it looks. */
import { z } from "zod";
import { parsed } from "./answer.ts";
import type { Client } from "./client.ts";

export interface Self {
  readonly appId: number;
  /** `<slug>[bot]`: no person can have brackets in a name. */
  readonly login: string;
}

/** https://docs.github.com/rest/apps/apps#get-the-authenticated-app */
const AppAnswer = z.object({ id: z.int().positive(), slug: z.string().min(1) });

/** Asked once; a failure is not remembered. */
export function createSelf(client: Client): () => Promise<Self> {
  let known: Promise<Self> | null = null;
  return () => {
    known ??= client.app()
      .then((data) => parsed(AppAnswer, data, "GET /app"))
      .then(({ id, slug }) => ({ appId: id, login: `${slug}[bot]` }))
      .catch((error: unknown) => {
        known = null;
        throw error;
      });
    return known;
  };
}

export interface Authored {
  readonly user?: { readonly login: string } | null | undefined;
  readonly performed_via_github_app?: { readonly id: number } | null | undefined;
}

/** Written by our bot account, and by no other App on its behalf. */
export function isOurs(self: Self, { user, performed_via_github_app: via }: Authored): boolean {
  return user?.login === self.login && (via == null || via.id === self.appId);
}
