import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { effectPermissions, readPermissions } from "../../src/adapters/github/permissions.ts";
import { eventPermissions, operations, type Permissions } from "../../src/adapters/github/operations.ts";
import { handledEvents, unsubscribedEvents } from "../../src/app/create-app.ts";
import { permissionTable, permissionTableEnd, permissionTableStart } from "../../src/app/permission-table.ts";

interface Manifest { readonly default_events: readonly string[]; readonly default_permissions: Permissions }

const text = readFileSync("app.yml", "utf8");
const manifest = parse(text) as Manifest;

/** The least that grants all of them. */
function together(all: readonly Permissions[]): Permissions {
  const granted: Record<string, string> = {};
  for (const [name, level] of all.flatMap((each) => Object.entries(each))) if (granted[name] !== "write") granted[name] = level;
  return granted;
}

function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== "operations.ts").map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

test("the App subscribes to the events that have a handler, and to no others", () => {
  const subscribed = handledEvents.filter((event) => !(unsubscribedEvents as readonly string[]).includes(event));
  expect([...manifest.default_events].toSorted()).toEqual([...subscribed].toSorted());
});

test("the App asks for the permissions of the operations that it uses, and for no others", () => {
  expect(manifest.default_permissions).toEqual(together([...Object.values(operations), ...Object.values(eventPermissions)]));
});

test("every token asks for no more than the App was given", () => {
  const granted = manifest.default_permissions;
  const asked = [readPermissions, ...Object.values(effectPermissions)] as readonly Permissions[];
  expect(together([granted, ...asked])).toEqual(granted);
});

test("every permission says what it is for", () => {
  const lines = text.slice(text.indexOf("default_permissions:")).trim().split("\n").slice(1);
  expect(lines.filter((line) => !/^ {2}\w+: (read|write) # \S.+/.test(line))).toEqual([]);
});

test("every operation in the table is used", () => {
  const sources = sourcesUnder("src/adapters/github").join("\n");
  expect(Object.keys(operations).filter((operation) => !sources.includes(`"${operation}"`))).toEqual([]);
});

test("the table of permissions in the README is the one that the manifest gives", () => {
  const readme = readFileSync("README.md", "utf8");
  const between = readme.slice(readme.indexOf(permissionTableStart) + permissionTableStart.length, readme.indexOf(permissionTableEnd));
  expect(between.trim()).toBe(permissionTable(text).trim());
  expect(between.trim().split("\n")).toHaveLength(Object.keys(manifest.default_permissions).length + 2);
});
