/** Advisories in OSV's format (https://ossf.github.io/osv-schema/, 1.6): one record, a list of them, or `{vulns: […]}` as OSV's own API answers. */
import { z } from "zod";

const Event = z.object({ introduced: z.string().optional(), fixed: z.string().optional(), last_affected: z.string().optional(), limit: z.string().optional() });
const Affected = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
  ranges: z.array(z.object({ type: z.enum(["SEMVER", "ECOSYSTEM", "GIT"]), events: z.array(Event) })).default([]),
  versions: z.array(z.string()).default([]),
});

export const Advisory = z.object({
  id: z.string().min(1).max(200),
  aliases: z.array(z.string()).default([]),
  withdrawn: z.string().nullish(),
  affected: z.array(Affected).default([]),
  database_specific: z.object({ severity: z.string().optional() }).optional(),
});
export type Advisory = z.infer<typeof Advisory>;

export const Advisories = z.union([
  z.array(Advisory),
  z.object({ vulns: z.array(Advisory) }).transform(({ vulns }) => vulns),
  Advisory.transform((one) => [one]),
]);
