/** `regreen completion`: a script by which a shell completes commands and options. */
import { readArguments } from "../arguments.ts";
import type { Command, CommandEntry } from "../command.ts";
import { completionScript, type Completed, type Shell } from "../completion-script.ts";
import { exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen completion bash|zsh|fish

Prints a script by which your shell completes regreen's commands and options.

Examples:
  echo 'source <(regreen completion bash)' >> ~/.bashrc
  regreen completion zsh > "\${fpath[1]}/_regreen"
  regreen completion fish > ~/.config/fish/completions/regreen.fish
`;

const shells: readonly Shell[] = ["bash", "zsh", "fish"];

/** `commands`: the program's own list, whose usages name the options. */
export function completionCommand(commands: readonly CommandEntry[]): Command {
  return {
    name: "completion",
    summary: "print a completion script for bash, zsh or fish",
    usage,
    async run(argv, io) {
      const { positionals: [word] } = readArguments(argv, { command: "completion", options: {}, positionals: { least: 1, most: 1 } });
      const shell = shells.find((one) => one === word);
      if (shell === undefined) throw new UsageError(`There is no completion for "${word ?? ""}"`, `Shells are ${shells.join(", ")}.`);
      const completed: Completed[] = [];
      for (const entry of commands) completed.push(entry.name === "completion" ? { name: entry.name, summary: entry.summary, options: ["--help"], words: shells } : await completedOf(entry));
      io.stdout.write(completionScript(shell, completed));
      return exitCode.done;
    },
  };
}

/** A usage names its options, and the words behind the command in its first lines. */
async function completedOf({ name, summary, load }: CommandEntry): Promise<Completed> {
  const { usage: text } = await load();
  const options = [...new Set(text.match(/(?<![\w-])--[a-z][a-z-]*[a-z]\b/g) ?? [])].toSorted();
  const lead = new RegExp(`^(?:Usage:)? *regreen ${name} ([a-z]+(?: ?\\| ?[a-z]+)*)(?= |$)`, "gm");
  const words = [...new Set([...text.slice(0, text.indexOf("\n\n", 2)).matchAll(lead)].flatMap(([, word = ""]) => word.split(/ ?\| ?/)))];
  return { name, summary, options: [...new Set([...options, "--help"])], words };
}
