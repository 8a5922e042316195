/** `regreen schema`: JSON Schemas for editors, generated from what the program itself reads with. */
import { z } from "zod";
import { Configuration } from "../../core/configuration/configuration.ts";
import { DispatchPayload } from "../../core/event/repository-dispatch.ts";
import { RequestFile } from "../../core/request/request-file.ts";
import { Contract } from "../../core/skill/whole-contract.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen schema configuration | contract | request | dispatch

Prints the JSON Schema (draft 2020-12) of .github/regreen.yml, of the contract in a
SKILL.md (for editors that complete and check YAML), of a file in the folder of
requests, or of the client_payload of a repository_dispatch.

Example:
  regreen schema configuration > .github/regreen.schema.json
  # first line of .github/regreen.yml:
  # yaml-language-server: $schema=regreen.schema.json
`;

const schemas = { configuration: Configuration, contract: Contract, request: RequestFile, dispatch: DispatchPayload } as const;

function isSchema(name: string): name is keyof typeof schemas {
  return Object.hasOwn(schemas, name);
}

export const schema: Command = {
  name: "schema",
  summary: "print the JSON Schema of the configuration, a contract or a request",
  usage,
  async run(argv, io) {
    const { positionals: [name = ""] } = readArguments(argv, { command: "schema", options: {}, positionals: { least: 1, most: 1 } });
    if (!isSchema(name)) throw new UsageError(`There is no schema of "${name}"`, `Name one of ${Object.keys(schemas).join(", ")}.`);
    io.stdout.write(`${JSON.stringify(z.toJSONSchema(schemas[name], { io: "input" }), null, 2)}\n`);
    return exitCode.done;
  },
};
