/** What a shell completes: commands, the words behind them, their options. */

export interface Completed {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly string[];
  /** Words that may stand behind the command: `regreen ledger verify`. */
  readonly words: readonly string[];
}

export type Shell = "bash" | "zsh" | "fish";

export function completionScript(shell: Shell, commands: readonly Completed[]): string {
  switch (shell) {
    case "bash": return bash(commands);
    case "zsh": return zsh(commands);
    case "fish": return fish(commands);
    default: return shell satisfies never;
  }
}

/** Names, options and summaries are our own; a quotation mark in a summary ends nothing. */
function single(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}

function bash(commands: readonly Completed[]): string {
  const cases = commands.map(({ name, options, words }) => `    ${name}) known=${single([...words, ...options].join(" "))} ;;`);
  return `# bash completion of regreen: source <(regreen completion bash)
_regreen() {
  local current=\${COMP_WORDS[COMP_CWORD]} known=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W ${single(["help", ...commands.map(({ name }) => name)].join(" "))} -- "$current")
    return
  fi
  case \${COMP_WORDS[1]} in
${cases.join("\n")}
  esac
  if [[ $current == -* ]] || [ "$COMP_CWORD" -eq 2 ]; then
    mapfile -t COMPREPLY < <(compgen -W "$known" -- "$current")
  fi
  if [ "\${#COMPREPLY[@]}" -eq 0 ]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -o filenames -F _regreen regreen
`;
}

function zsh(commands: readonly Completed[]): string {
  const names = commands.map(({ name, summary }) => `    ${single(`${name}:${summary.replaceAll(":", " –")}`)}`);
  const cases = commands.map(({ name, options, words }) => `    ${name}) compadd -- ${[...words, ...options].join(" ")} ;;`);
  return `#compdef regreen
# zsh completion of regreen: source <(regreen completion zsh)
_regreen() {
  local -a commands
  commands=(
${names.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
${cases.join("\n")}
  esac
  _files
}
compdef _regreen regreen
`;
}

function fish(commands: readonly Completed[]): string {
  const lines = commands.flatMap(({ name, summary, options, words }) => [
    `complete -c regreen -n __fish_use_subcommand -a ${name} -d ${single(summary)}`,
    ...(words.length === 0 ? [] : [`complete -c regreen -n '__fish_seen_subcommand_from ${name}' -a ${single(words.join(" "))}`]),
    ...options.map((option) => `complete -c regreen -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`),
  ]);
  return `# fish completion of regreen: regreen completion fish | source\n${lines.join("\n")}\n`;
}
