/** `regreen policy`: tests packs, explains a verdict, puts the past to a policy. It reads, and writes nothing. */
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { baseline } from "../policy/baseline.ts";
import { explain } from "../policy/explain.ts";
import type { PolicyOptions } from "../policy/options.ts";
import { simulate } from "../policy/simulate.ts";
import { testPacks } from "../policy/test-packs.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen policy test [<pack>] [--json]
       regreen policy explain <pull> [--repo <owner/name>] [--policy <pack>]... [--json]
       regreen policy explain <pull> --database [<file | url>] --repo <owner/name> [--json]
       regreen policy baseline --repo <owner/name> [--since 30d] [--database <file | url>] [--json]
       regreen policy simulate [--since 30d] [--repo <owner/name>] [--policy <pack>]... [--json]

test runs the cases beside a pack (all built-in ones unless one is named): every case
must hold, and every rule must have one. explain judges a pull request as it stands
on GitHub, gate by gate and rule by rule with the facts; with --database it shows
the App's last verdict as it was sworn to. simulate puts the pull requests of the
past to a policy: what it would have allowed and denied, and why. baseline counts what
the App's gate has said, by rule, and whether that is steady enough to enforce it.

  <pack>                    a built-in pack (default, strict, supply-chain,
                            migrations), or a file with its cases beside it
  --policy <pack>           judge by this instead of what the default branch names
  --repo <owner/name>       by default that of this checkout's origin
  --since <time>            pull requests touched since: 30d, 12h, 2w (30d)
  --most <count>            at most so many of them (100)
  --database <file | url>   the App's store; "" for that of this environment
  --json                    one JSON object, with facts and an SBOM (CycloneDX) of
                            what the change brings in

GitHub is read with the token in GITHUB_TOKEN or GH_TOKEN. REGREEN_ADVISORIES names
known vulnerabilities, REGREEN_OPA_URL a further decision point, as for the App.
Exit codes: 0 it may be merged, or every case holds · 3 it may not (yet)

Examples:
  regreen policy explain 42 --policy strict
  regreen policy simulate --since 90d --policy ./own.yml --json
`;

const options = {
  json: { type: "boolean" }, repo: { type: "string" }, policy: { type: "string", multiple: true }, database: { type: "string" },
  since: { type: "string", default: "30d" }, most: { type: "string", default: "100" },
} as const;

export const policy: Command = {
  name: "policy",
  summary: "test policies, explain a verdict, put the past to a policy",
  usage,
  async run(argv, io) {
    const { values, positionals: [verb, word] } = readArguments(argv, { command: "policy", options, positionals: { least: 1, most: 2 } });
    const asked: PolicyOptions = { json: values.json === true, repo: values.repo, policies: values.policy ?? [], database: values.database, since: values.since, most: values.most };
    switch (verb) {
      case "test": return testPacks(word, asked, io);
      case "explain": return explain(word, asked, io);
      case "baseline": return baseline(asked, io);
      case "simulate": return simulate(asked, io);
      default: throw new UsageError(`regreen policy does not know "${verb ?? ""}"`, "See: regreen policy --help");
    }
  },
};
