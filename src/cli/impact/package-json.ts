import { z } from "zod";

/** Of a package.json: its name, and its scripts. What is of another shape counts as not there. */
const PackageJson = z.object({ name: z.string().optional().catch(undefined), scripts: z.record(z.string(), z.string()).catch({}).default({}) });
export type PackageJson = z.infer<typeof PackageJson>;

export function packageJson(text: string): PackageJson {
  try {
    return PackageJson.parse(JSON.parse(text));
  } catch {
    return { scripts: {} };
  }
}
