/** C10: what is installed with Regreen is named to the byte, comes from the registry alone, and runs nothing while it is installed but the one database that has to be compiled where no build fits. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { z } from "zod";

const root = join(import.meta.dirname, "..", "..");
const Entry = z.looseObject({ version: z.string().optional(), integrity: z.string().optional(), resolved: z.string().optional(), link: z.boolean().optional(), dev: z.boolean().optional(), hasInstallScript: z.boolean().optional() });
const entries = Object.entries(z.object({ packages: z.record(z.string(), Entry) }).parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))).packages).filter(([path]) => path !== "");
const manifest = z.object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

test("every package of the lockfile is named by its digest", () => {
  expect(entries.filter(([, { integrity }]) => integrity?.startsWith("sha512-") !== true).map(([path]) => path)).toEqual([]);
});

test("every dependency of the manifest is one exact version", () => {
  expect(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test("of what runs in production one package has an install script", () => {
  expect(entries.filter(([, { hasInstallScript, dev }]) => hasInstallScript === true && dev !== true).map(([path]) => path)).toEqual(["node_modules/better-sqlite3"]);
});

test("no package comes from anywhere but the registry", () => {
  expect(entries.filter(([, { link, version }]) => link === true || !/^\d+\.\d+\.\d+/.test(version ?? "")).map(([path]) => path)).toEqual([]);
});
