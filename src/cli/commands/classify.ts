/** `regreen classify`: reads what a CI left behind and says what broke, where, and how sure that is. Nothing is run or written. */
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { diagnosisJson, diagnosisText } from "./classify-output.ts";
import { readGreenLogs, readInput, readMatchers } from "./classify-source.ts";

const usage = `
Usage: regreen classify <file | -> [--json] [--explain] [--green <log>]… [--matcher <file>]… [--workspace <path>]

Reads what a CI left behind and says what failed. What it is, is told by its content: a log (raw GitHub Actions or GitLab
job, or what a tool printed), the zip of a whole run's logs, JUnit or Checkstyle XML, TAP, SARIF, ESLint's or GitLab's
JSON, or GitHub's JSON of check runs, annotations and commit statuses.

  -                    read standard input
  --json               one JSON object: the first cause, and all reports
  --explain            which rule decided on which lines, and what else was found
  --green <log>        a log of the same job when it was green: lines that stand there too are not evidence; may be repeated
  --matcher <file>     a file of problem matchers as GitHub's runner reads them; may be repeated
  --workspace <path>   the checkout's path on the machine that wrote the log

Examples:
  regreen classify ci.log
  regreen classify test-results/junit.xml
  regreen classify red.log --green green.log --explain
  gh run view 123 --log-failed | regreen classify -
`;

export const classify: Command = {
  name: "classify",
  summary: "say what broke, where, and how sure that is",
  usage,
  async run(argv, io) {
    const { values, positionals } = readArguments(argv, {
      command: "classify",
      options: { json: { type: "boolean" }, explain: { type: "boolean" }, workspace: { type: "string" }, green: { type: "string", multiple: true }, matcher: { type: "string", multiple: true } },
      positionals: { least: 1, most: 1 },
    });
    const green = values.green === undefined ? {} : { green: await readGreenLogs(values.green, io) };
    const matchers = values.matcher === undefined ? {} : { matchers: await readMatchers(values.matcher, io) };
    const diagnosis = await readInput(positionals[0] ?? "-", { job: null, workspace: values.workspace ?? null, ...green, ...matchers }, io);
    io.stdout.write(values.json === true ? diagnosisJson(diagnosis) : diagnosisText(diagnosis, { explain: values.explain === true }));
    return exitCode.done;
  },
};
