/** A registry that only the repository names (its .npmrc) is not reached, and the refusal is in the result: the operator's word alone counts. */
import { afterAll, expect, jest, test } from "@jest/globals";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listExamples, playExample, type Example } from "../skills/run-example.ts";
import { installTools } from "./install-tools.ts";
import { findRegistries } from "./registries.ts";

jest.setTimeout(120_000);
const { path } = await installTools();
const known = await findRegistries();
const folder = mkdtempSync(join(tmpdir(), "regreen-foreign-"));
afterAll(() => rmSync(folder, { recursive: true }));

const sound = listExamples().find(({ skill, name }) => skill === "lockfile-sync-npm" && name === "dependency-added");
if (sound === undefined) throw new Error("lockfile-sync-npm has the example dependency-added");

function withSettings(npmrc: string): Example {
  cpSync(sound?.folder ?? "", folder, { recursive: true });
  for (const tree of ["before", "after"]) writeFileSync(join(folder, tree, ".npmrc"), npmrc);
  return { ...(sound as Example), folder };
}

test("npm asks the repository's own registry, and the proxy lets nothing through to it", async () => {
  const played = await playExample(withSettings("registry=https://packages.evil.example/\nfetch-retries=0\n"), path, known);
  expect(played.execution?.result.outcome).not.toBe("changed");
  expect(played.execution?.result.network?.refused).toEqual([{ target: "https://packages.evil.example:443", reason: "packages.evil.example is not a registry that the operator permits" }]);
  expect(played.tree).toEqual(played.before);
});

test("settings of the repository that turn scripts on and the proxy off change nothing", async () => {
  const played = await playExample(withSettings("ignore-scripts=false\nnoproxy=*\n"), path, known);
  if (played.execution?.result.outcome === "changed") expect(played.tree).toEqual(played.after);
  else expect(played.tree).toEqual(played.before);
  expect(played.execution?.result.network?.hosts.every((host) => (known.registries.npm ?? []).some((origin) => origin.endsWith(host)))).toBe(true);
});

test("without the operator's word there is no registry, and the refusal says what to set", async () => {
  const played = await playExample(sound, path, { ...known, registries: {} });
  expect(played.execution?.result).toMatchObject({ outcome: "refused", set_up: true, reason: expect.stringContaining("REGREEN_REGISTRIES") });
});
