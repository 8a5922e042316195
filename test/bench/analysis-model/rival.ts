/** The Java analysis-model (what Jenkins reads warnings with) in a virtual machine of its own, which stays warm from one reading to the next. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { cacheFolder } from "../../toolchains/tools/cache-folder.ts";

export interface Reading {
  /** Processor time of the thread that reads, without the machine's compiler and collector. */
  readonly seconds: number;
  /** `file:line`, as it names them. */
  readonly places: readonly string[];
}

export interface Rival {
  /** Has the file read by the parser with this id (as in the analysis-model's registry). */
  read(parser: string, file: string): Promise<Reading>;
  close(): void;
}

export const VERSION = "13.18.0";
const here = import.meta.dirname;
const built = join(here, "../../../build/bench/analysis-model");

/** Throws where there is no JDK or Maven, or Maven cannot reach its repository. */
export function openRival(): Rival {
  const path = [built, join(jars(), "*")].join(delimiter);
  mkdirSync(built, { recursive: true });
  execFileSync("javac", ["-cp", path, "-d", built, join(here, "Reader.java")], { stdio: ["ignore", "ignore", "pipe"] });
  const child = spawn("java", ["-Xmx2g", "-cp", path, "Reader"], { stdio: ["pipe", "pipe", "ignore"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async read(parser, file) {
      child.stdin.write(`${parser}\t${file}\n`);
      const { value, done } = await answers.next();
      if (done === true) throw new Error(`the analysis-model's ${parser} ended on ${file}`);
      const [nanoseconds = "", ...places] = value.split("\t");
      return { seconds: Number(nanoseconds) / 1e9, places };
    },
    close: () => child.stdin.end(),
  };
}

/** The folder of the analysis-model and all that it needs, from Maven's repository, once. */
function jars(): string {
  const folder = join(cacheFolder(), `analysis-model-${VERSION}`);
  if (existsSync(folder)) return folder;
  const fresh = `${folder}.part`;
  rmSync(fresh, { recursive: true, force: true });
  execFileSync("mvn", ["--batch-mode", "--quiet", "-f", join(here, "pom.xml"), "dependency:copy-dependencies", "-DincludeScope=runtime", `-DoutputDirectory=${fresh}`], { stdio: ["ignore", "ignore", "pipe"], timeout: 300_000 });
  renameSync(fresh, folder);
  return folder;
}
