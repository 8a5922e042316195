import picomatch from "picomatch";
import type { Generate } from "../configuration/generate.ts";

/** Whether the repository says that this command makes the file. */
export function isMadeBy({ files }: Pick<Generate, "files">, path: string): boolean {
  return picomatch.isMatch(path, [...files], { dot: true });
}
