/** The script that bash reads, as bash itself completes by it. */
import { execFileSync } from "node:child_process";
import { Readable, Writable } from "node:stream";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { commands } from "../../../src/commands.ts";

async function completion(shell: string): Promise<string> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  const command = await commands.find(({ name }) => name === "completion")?.load();
  await command?.run([shell], { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: {}, directory: "/" });
  return out;
}

describe("in bash", () => {
  let script = "";
  beforeAll(async () => { script = await completion("bash"); });

  /** What Tab offers behind these words; the last one is being typed. */
  function offered(...words: readonly string[]): readonly string[] {
    const line = `COMP_WORDS=(regreen ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _regreen; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["--norc", "-c", `${script}\n${line}`], { encoding: "utf8", cwd: "/" }).split("\n").filter((word) => word !== "");
  }

  test.each<readonly [readonly string[], readonly string[]]>([
    [["re"], ["replay", "request", "requests", "reject", "request-changes", "resume", "rerun", "retry"]],
    [["ledger", "v"], ["verify"]],
    [["completion", ""], ["bash", "zsh", "fish", "--help"]],
    [["schema", "re"], ["request"]],
    [["pause", "fix_1", "--d"], ["--database", "--dry-run"]],
    [["list", "--pr"], ["--priority"]],
    [["classify", "x", "/et"], ["/etc"]],
  ])("%j is completed to %j", (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  test("every command of the program is offered", () => {
    expect(offered("")).toEqual(["help", ...commands.map(({ name }) => name)]);
  });
});

test("zsh and fish are told every command and its options", async () => {
  const [zsh, fish] = [await completion("zsh"), await completion("fish")];
  for (const { name } of commands) {
    expect(zsh).toMatch(new RegExp(`^    ${name}\\) compadd -- .*--help`, "m"));
    expect(fish).toMatch(new RegExp(`^complete -c regreen -n __fish_use_subcommand -a ${name} -d '`, "m"));
  }
  expect(fish).toMatch(/^complete -c regreen -n '__fish_seen_subcommand_from pause' -l dry-run$/m);
});

test("the help of every command shows how it is used, and an example", async () => {
  const usages = [];
  for (const { name, summary, load } of commands) usages.push({ name, summary, command: await load() });
  expect(usages.filter(({ summary, command }) => summary !== command.summary).map(({ name }) => name)).toEqual([]);
  expect(usages.filter(({ name, command }) => !new RegExp(`(Usage: +)?regreen ${name}`).test(command.usage)).map(({ name }) => name)).toEqual([]);
  expect(usages.filter(({ name, command }) => name !== "serve" && !/Examples?:\n/.test(command.usage)).map(({ name }) => name)).toEqual([]);
});
