/** `regreen fingerprint`: one fingerprint for each line of a log, equal for lines of one template. */
import { openTemplateMining, type MinedLines } from "../../core/failure/template/mining.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { openSource } from "../log-source/open-source.ts";
import { plainText } from "../plain-text.ts";

const usage = `
Usage: regreen fingerprint <log | -> [--templates]

Finds the templates of a log's lines and prints one line for each line read:
its fingerprint. Lines that differ only in what varies (times, numbers, paths,
names, values) have the same one, in whichever log they stand.

  -             read standard input
  --templates   print the template beside the fingerprint

Example:
  regreen fingerprint ci.log | sort | uniq -c | sort -rn | head
`;

/** Lines printed in one write. */
const BATCH = 4096;

export const fingerprint: Command = {
  name: "fingerprint",
  summary: "give each line of a log the fingerprint of its template",
  usage,
  async run(argv, io) {
    const { values, positionals } = readArguments(argv, { command: "fingerprint", options: { templates: { type: "boolean" } }, positionals: { least: 1, most: 1 } });
    const mined = await mine(positionals[0] ?? "-", io);
    for (const text of printed(mined, values.templates === true ? "template" : "fingerprint")) {
      if (!io.stdout.write(text)) await new Promise((drained) => io.stdout.once("drain", drained));
    }
    return exitCode.done;
  },
};

async function mine(name: string, io: Io): Promise<MinedLines> {
  const mining = openTemplateMining();
  for await (const chunk of openSource(name, io)) mining.push(chunk);
  return mining.finish();
}

function* printed(mined: MinedLines, what: "fingerprint" | "template"): Generator<string> {
  let batch: string[] = [];
  for (const { fingerprint: digest, text } of mined.templates()) {
    batch.push(what === "template" ? `${digest}  ${plainText(text)}\n` : `${digest}\n`);
    if (batch.length < BATCH) continue;
    yield batch.join("");
    batch = [];
  }
  yield batch.join("");
}
