import { z } from "zod";

/** A command of the repository's own that makes files: run in the sandbox, without network, and held to its globs. */
export const Generate = z.strictObject({ run: z.array(z.string().min(1)).min(1).max(100), files: z.array(z.string().min(1)).min(1).max(100) });
export type Generate = z.infer<typeof Generate>;
