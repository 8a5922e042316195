/** Of which changed files the whole text is read on both sides: where a section, a threshold or a list of packages cannot be told from the hunks. */
import picomatch from "picomatch";
import { namesDependencies } from "../dependencies/read-dependencies.ts";
import type { ChangedFile } from "./changed-file.ts";
import { hasScriptSection } from "./script-sections.ts";

const thresholds = picomatch(["**/{jest,vitest,karma,ava}.config.*", "**/.nycrc*", "**/.c8rc*", "**/.coveragerc", "**/setup.cfg", "**/tox.ini", "**/{.,}codecov.{yml,yaml}", "**/.simplecov", "**/phpunit.xml*"], { dot: true });

/** A change that touches more of them is not read, and what asks about them is not known. */
const MOST_FILES = 60;

export function wantedContents(files: readonly ChangedFile[]): readonly string[] {
  const wanted = files.map(({ path }) => path).filter((path) => namesDependencies(path) || hasScriptSection(path) || thresholds(path));
  return wanted.length > MOST_FILES ? [] : wanted;
}
