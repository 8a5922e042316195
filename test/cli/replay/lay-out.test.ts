/** The tree of a recorded failure is built again from the checkout's own commits and the files that were kept, and the checkout is as it was. */
import { afterEach, expect, test } from "@jest/globals";
import { chmodSync, existsSync, lstatSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { rebuildTree } from "../../../src/cli/replay/lay-out.ts";
import { readOverlay } from "../../../src/cli/replay/read-overlay.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { GitSha } from "../../../src/core/identity/identifier.ts";
import { openWorkshop, type Workshop } from "../../execution/workshop.ts";

let shop: Workshop;
afterEach(() => shop.remove());

const place = (): string => join(shop.scratchRoot, "rebuilt");

test("a commit that is no longer checked out, with what the working tree had then: edited, new, executable and deleted files", async () => {
  shop = openWorkshop({ ".gitignore": "node_modules\n", "a.js": "1\n", "b.js": "1\n", "c.js": "1\n" });
  const commit = GitSha.parse(shop.git("rev-parse", "HEAD").trim());
  shop.write("a.js", "2\n");
  shop.write("new/d.sh", "#!/bin/sh\n");
  shop.git("update-index", "--chmod=+x", "b.js");
  shop.git("rm", "-q", "--cached", "c.js");
  rmSync(join(shop.checkout, "c.js"));
  chmodSync(join(shop.checkout, "new/d.sh"), 0o755);
  const overlay = await readOverlay(shop.checkout);
  if (overlay === null) throw new Error("it is kept");
  shop.write("a.js", "3\n");
  shop.commit();
  const before = shop.picture();
  const contents = new Map(overlay.map(({ sha256, content }) => [sha256, content]));
  const head = await rebuildTree(place(), { checkout: shop.checkout, commit, overlay, contentOf: (sha256) => Promise.resolve(contents.get(sha256) ?? new Uint8Array()) });
  expect([head, readFileSync(join(place(), "a.js"), "utf8"), existsSync(join(place(), "c.js")), lstatSync(join(place(), "new/d.sh")).mode & 0o111]).toEqual([commit, "2\n", false, 0o111]);
  expect([shop.picture(), shop.git("status", "--short")]).toEqual([before, ""]);
});

test("installed packages of the checkout are there for tools", async () => {
  shop = openWorkshop({ ".gitignore": "node_modules\n", "a.js": "1\n" });
  const commit = GitSha.parse(shop.git("rev-parse", "HEAD").trim());
  await rebuildTree(place(), { checkout: shop.checkout, commit, overlay: [], contentOf: () => Promise.reject(new Error("nothing is kept")) });
  expect(realpathSync(join(place(), "node_modules"))).toBe(realpathSync(join(shop.checkout, "node_modules")));
});

test("a commit that this checkout does not have sets the failure aside, and says how to bring it; a path that leads out does too", async () => {
  shop = openWorkshop({ "a.js": "1\n" });
  const foreign = GitSha.parse("c".repeat(40));
  const asked = { checkout: shop.checkout, overlay: [], contentOf: () => Promise.resolve(new Uint8Array()) };
  await expect(rebuildTree(place(), { ...asked, commit: foreign })).rejects.toThrow(`git fetch origin ${foreign}`);
  const commit = GitSha.parse(shop.git("rev-parse", "HEAD").trim());
  await expect(rebuildTree(place(), { ...asked, commit, overlay: [{ path: "../out.js", mode: "100644", sha256: digestOf("x") }] })).rejects.toThrow("its tree names ../out.js");
});

test("a file with a credential is not kept, and more than four megabytes are not either", async () => {
  shop = openWorkshop({ "a.js": "1\n" });
  shop.write("key.txt", `ghp_${"a".repeat(36)}\n`);
  expect(await readOverlay(shop.checkout)).toEqual([]);
  for (const name of ["one.bin", "two.bin"]) shop.write(name, new Uint8Array(3 * 1024 * 1024));
  expect(await readOverlay(shop.checkout)).toBeNull();
});
