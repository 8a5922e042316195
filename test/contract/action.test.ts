import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { inputNames, modes } from "../../action/inputs.ts";
import { buildAction, type BuiltAction } from "../action/built-action.ts";

const root = join(import.meta.dirname, "..", "..");
const Described = z.looseObject({ description: z.string().min(20) });
const Manifest = z.object({
  inputs: z.record(z.string(), Described), outputs: z.record(z.string(), Described), runs: z.strictObject({ using: z.literal("node24"), main: z.string() }),
});
const manifest = Manifest.parse(parse(readFileSync(join(root, "action.yml"), "utf8")));

describe("action.yml", () => {
  test("describes exactly the inputs that the code reads, and every mode", () => {
    expect(Object.keys(manifest.inputs)).toEqual([...inputNames]);
    for (const mode of modes) expect(manifest.inputs["mode"]?.description).toContain(`\`${mode}\``);
  });

  test("describes exactly the outputs that the code sets", () => {
    const names = ["fix.ts", "propose.ts", "gate.ts"].flatMap((file) => {
      const set = /setOutputs\([^{]*\{([\s\S]*?)\}\);/.exec(readFileSync(join(root, "action", file), "utf8"))?.[1] ?? "";
      return [...set.matchAll(/(?:^|,)\s*"?([a-z][a-z0-9-]*)"?: /g)].map((match) => match[1] ?? "").filter((name) => Object.hasOwn(manifest.outputs, name));
    });
    expect(names).toEqual(Object.keys(manifest.outputs));
  });
});

describe("action/dist", () => {
  let built: BuiltAction;
  beforeAll(() => { built = buildAction(); });
  afterAll(() => built.remove());

  test("C11: is what the sources give: if this fails, run `npm run build:action` and commit action/dist", () => {
    const committed = join(root, "action", "dist");
    expect(readdirSync(committed).sort()).toEqual(readdirSync(built.dist).sort());
    for (const name of readdirSync(built.dist)) expect([name, readFileSync(join(committed, name)).equals(readFileSync(join(built.dist, name)))]).toEqual([name, true]);
  });

  test("starts from an entry that is small, and loads less than 700 KB before the upload: grammars, and what `propose` needs, are loaded where they are asked for", () => {
    const loaded = new Set<string>();
    const load = (name: string): void => {
      if (loaded.has(name) || !existsSync(join(built.dist, name))) return;
      loaded.add(name);
      for (const [, next] of readFileSync(join(built.dist, name), "utf8").matchAll(/(?:from|import)"\.\/([\w-]+\.mjs)"/g)) load(next ?? "");
    };
    for (const name of ["index.mjs", "fix.mjs"]) load(name);
    expect(statSync(built.entry).size).toBeLessThan(20_000);
    expect([...loaded].reduce((sum, name) => sum + statSync(join(built.dist, name)).size, 0)).toBeLessThan(700_000);
  });
});
