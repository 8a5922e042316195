/** `regreen skills`: which skills there are, what each handles and needs, and what it has earned here; and what a repository does with its own. */
import { describeGraph } from "../../core/skill/describe-graph.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { listSkills } from "../../core/skill/standing/listed-skill.ts";
import { skillsJson, skillsText, skillText } from "../skills/list-skills.ts";
import { beginSkill, checkOwnSkills, testOwnSkills } from "../skills/own-verbs.ts";
import { readSkillsHere, type Elsewhere } from "../skills/read-here.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen skills [--json] [--repo <owner/name>] [--database <file | url>]
       regreen skills show <name> [--repo <owner/name>] [--database <file | url>]
       regreen skills retry <name> --reason <why> [--json] [--repo <owner/name>] [--database <file | url>]
       regreen skills graph [--repo <owner/name>] [--database <file | url>]
       regreen skills new <name>
       regreen skills check [folder] [--json]
       regreen skills test [folder] [--json] [--unsafe-no-sandbox]

Lists the skills: what each handles, what it needs (tools, package registries
(net), to be asked for (opt-in)), and its standing in the repository of this
checkout. Each works in a sandbox without network unless it says so. show tells
all of one: counts, bounds, and what is missing for the next step. retry puts one
that was rolled back here on trial again: it begins anew, only what it does from
then on counts, and the ledger has who said so and why. graph prints
the order in which they run, and which answer the same failure, as JSON.

new begins a skill of your own in .github/skills/; check says what is wrong with
them, by file, line and column; test runs their examples in a sandbox. Own skills
count once they are on the default branch.

  --json                  one JSON object, with the files that each may touch and
                          all counts
  --repo <owner/name>     the repository whose standing is meant; by default that of
                          this checkout. Elsewhere than in its checkout only the
                          built-in skills are listed, with the usual bounds
  --database <file | url> the App's store, a SQLite file or a PostgreSQL URL; by
                          default DATABASE_URL, or regreen.db in the state folder

A candidate is run and checked, and its patch is kept; nothing of it is proposed.
A promoted skill may propose, a trusted one may be merged by itself where policy
allows. One that was rolled back is not run. The built-in skills begin as promoted
where the release shows that their examples hold with the real tools; one marked
"not proven here" is only suggested, since its tool could not be run there.

Not listed are those that edit nothing and only the App has: rerun-failed-jobs, rerun-with-debug, clear-cache, cancel-stuck-run, and the operator's own operations;
each is named under skills.opt_in.

Examples:
  regreen skills show eslint-fix
  regreen skills --repo octo/hello --database postgres://regreen@db.example/regreen
`;

export const skills: Command = {
  name: "skills",
  summary: "list the skills, what they handle and what they need",
  usage,
  async run(argv, io) {
    const { values, positionals: [verb, ...words] } = readArguments(argv, { command: "skills", options: { json: { type: "boolean" }, "unsafe-no-sandbox": { type: "boolean" }, reason: { type: "string" }, repo: { type: "string" }, database: { type: "string" } }, positionals: { least: 0, most: 2 } });
    const elsewhere = { repo: values.repo, database: values.database };
    const options = { json: values.json === true, noSandbox: values["unsafe-no-sandbox"] === true };
    switch (verb) {
      case undefined: return list(options.json ? skillsJson : skillsText, elsewhere, io);
      case "show": return show(words, elsewhere, io);
      case "retry": return (await import("../skills/retry-skill.ts")).retrySkill({ name: words[0], reason: values.reason, json: options.json, ...elsewhere }, io);
      case "graph": return graph(elsewhere, io);
      case "new": return beginSkill(words[0], io);
      case "check": return checkOwnSkills(words[0], options, io);
      case "test": return testOwnSkills(words[0], options, io);
      default: throw new UsageError(`regreen skills does not know what to do with "${verb}"`, "See: regreen skills --help");
    }
  },
};

async function list(print: typeof skillsText, elsewhere: Elsewhere, io: Io): Promise<ExitCode> {
  io.stdout.write(print(await readSkillsHere(io, elsewhere)));
  return exitCode.done;
}

async function graph(elsewhere: Elsewhere, io: Io): Promise<ExitCode> {
  const { skills: all, standingOf } = await readSkillsHere(io, elsewhere);
  io.stdout.write(`${JSON.stringify(describeGraph(all, standingOf), null, 2)}\n`);
  return exitCode.done;
}

async function show([name]: readonly string[], elsewhere: Elsewhere, io: Io): Promise<ExitCode> {
  const here = await readSkillsHere(io, elsewhere);
  const found = listSkills(here).find(({ skill }) => skill.name === name);
  if (found === undefined) throw new UsageError(`There is no skill "${name ?? ""}"`, "regreen skills lists them.");
  io.stdout.write(skillText(found, here.bounds));
  return exitCode.done;
}
