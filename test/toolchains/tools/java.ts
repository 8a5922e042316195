import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "./cache-folder.ts";
import { installFromDebian } from "./debian.ts";
import { findFolder } from "./find-folder.ts";

const run = promisify(execFile);
const spotlessProject = join(import.meta.dirname, "../../../skills/spotless-apply/examples/maven/before/pom.xml");

/** Programs that Maven Central has as one jar each: group, artifact, version, classifier. */
const jars = [
  { program: "google-java-format", group: "com.google.googlejavaformat", artifact: "google-java-format", version: "1.28.0", classifier: "all-deps" },
  { program: "ktlint", group: "com.pinterest.ktlint", artifact: "ktlint-cli", version: "1.7.1", classifier: "all" },
] as const;

/** The folder of google-java-format and ktlint; Maven itself is found on the path or installed from Debian. */
export async function installJavaTools(): Promise<string> {
  if (findFolder("mvn") === null) await installFromDebian("maven", "mvn is not on the path");
  const folder = join(cacheFolder(), `java-${jars.map(({ version }) => version).join("-")}`, "bin");
  await mkdir(folder, { recursive: true });
  for (const jar of jars) if (!existsSync(join(folder, jar.program))) await installJar(folder, jar);
  return folder;
}

async function installJar(folder: string, { program, group, artifact, version, classifier }: (typeof jars)[number]): Promise<void> {
  await run("mvn", ["--batch-mode", "--quiet", "dependency:get", `-Dartifact=${group}:${artifact}:${version}:jar:${classifier}`, "-Dtransitive=false"], { timeout: 300_000 });
  const jar = join(folder, `${program}.jar`);
  await copyFile(join(homedir(), ".m2", "repository", group.replaceAll(".", "/"), artifact, version, `${artifact}-${version}-${classifier}.jar`), jar);
  await writeFile(join(folder, program), `#!/bin/sh\nexec java -jar "${jar}" "$@"\n`, { mode: 0o755 });
}

/** Spotless and its formatters, into Maven's own local repository: what the failing check of a CI step leaves there. Returns the folder of Maven. */
export async function installSpotless(): Promise<string> {
  const maven = findFolder("mvn");
  if (maven === null) throw new Error("maven is installed and mvn is still not on the path");
  const done = join(cacheFolder(), `spotless-${createHash("sha256").update(await readFile(spotlessProject)).digest("hex").slice(0, 12)}`);
  if (existsSync(done)) return maven;
  const room = await mkdtemp(join(tmpdir(), "regreen-spotless-"));
  await cp(dirname(spotlessProject), room, { recursive: true });
  await run("mvn", ["--batch-mode", "--quiet", "spotless:apply"], { cwd: room, timeout: 300_000 });
  await rm(room, { recursive: true });
  await writeFile(done, "");
  return maven;
}
