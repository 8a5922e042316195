import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { atMost } from "./bench.ts";
import { replaceSections } from "./readme-table.ts";

const before = `# Thing
<!-- performance:start -->
Words.

### gate
On an old machine, 2026-01-01.

| what | measured | to reach | |
| --- | ---: | ---: | --- |
| decision | 10 µs | ≤ 20 µs | reached |

### log
On an old machine, 2026-01-02.

| what | measured | to reach | |
| --- | ---: | ---: | --- |
| a | 1 ms |  |  |
| b | 2 ms |  |  |

<!-- performance:end -->
The end.
`;

test("a bench that ran replaces its own table and says where and when; the others keep theirs, and their day", () => {
  const after = replaceSections(before, "a new machine, 2026-02-02", [{ bench: "log", rows: [atMost("a | b", 3, { most: 2, unit: "ms" })] }]);
  expect(after).toContain("### gate\nOn an old machine, 2026-01-01.\n\n| what | measured | to reach | |\n| --- | ---: | ---: | --- |\n| decision | 10 µs | ≤ 20 µs | reached |\n\n### log\n");
  expect(after).toContain("### log\nOn a new machine, 2026-02-02.\n\n| what | measured | to reach | |\n| --- | ---: | ---: | --- |\n| a \\| b | 3 ms | ≤ 2 ms | **missed** |\n\n<!-- performance:end -->\nThe end.\n");
  expect(after).not.toContain("2026-01-02");
});

test("a bench that was not there before comes last", () => {
  const after = replaceSections(before, "M", [{ bench: "door", rows: [] }]);
  expect([...after.matchAll(/^### (.+)$/gm)].map(([, name]) => name)).toEqual(["gate", "log", "door"]);
});

test("writing the same twice changes nothing", () => {
  const sections = [{ bench: "log", rows: [] }];
  const once = replaceSections(before, "M", sections);
  expect(replaceSections(once, "M", sections)).toBe(once);
});

test("every table in the README belongs to a bench", () => {
  const tables = /<!-- performance:start -->([\s\S]*)<!-- performance:end -->/.exec(readFileSync(join(import.meta.dirname, "../../README.md"), "utf8"))?.[1] ?? "";
  const named = [...tables.matchAll(/^### (.+)$/gm)].map(([, name = ""]) => name);
  const benches = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".bench.ts")).map((file) => /(?:^ {2}|Bench = \{ )name: "([^"]+)"/m.exec(readFileSync(join(import.meta.dirname, file), "utf8"))?.[1]);
  expect(named.length).toBeGreaterThan(5);
  expect(benches).toEqual(expect.arrayContaining(named));
});
