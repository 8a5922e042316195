/** `regreen schema`: JSON Schemas for editors, generated from what the program itself reads with. */
import { z } from "zod";
import { Configuration } from "../../core/configuration/configuration.ts";
import { Contract } from "../../core/skill/contract.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen schema configuration | contract

Prints the JSON Schema (draft 2020-12) of .github/regreen.yml, or of the contract
in a SKILL.md, for editors that complete and check YAML.

Example:
  regreen schema configuration > .github/regreen.schema.json
  # first line of .github/regreen.yml:
  # yaml-language-server: $schema=regreen.schema.json
`;

const schemas = { configuration: Configuration, contract: Contract } as const;

export const schema: Command = {
  name: "schema",
  summary: "print the JSON Schema of the configuration or of a skill's contract",
  usage,
  async run(argv, io) {
    const { positionals: [name = ""] } = readArguments(argv, { command: "schema", options: {}, positionals: { least: 1, most: 1 } });
    if (name !== "configuration" && name !== "contract") throw new UsageError(`There is no schema of "${name}"`, "Name configuration or contract.");
    io.stdout.write(`${JSON.stringify(z.toJSONSchema(schemas[name], { io: "input" }), null, 2)}\n`);
    return exitCode.done;
  },
};
