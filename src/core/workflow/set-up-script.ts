/** Whether a script only installs or sets up: such a step is not the check that somebody wants to see again. Pure. */
import { readShell } from "../command/shell-words.ts";

/** How package managers and images are told to install; the first words of a command. */
const SET_UP: readonly string[] = [
  "npm ci", "npm install", "npm i", "pnpm install", "pnpm i", "yarn install", "bun install", "corepack enable", "corepack prepare", "pip install", "pip3 install", "python -m pip install", "python3 -m pip install",
  "python -m venv", "python3 -m venv", "pipx install", "uv sync", "uv venv", "uv pip install", "uv tool install", "poetry install", "pdm install", "pipenv install", "bundle install", "bundle config", "gem install", "go mod download",
  "go install", "cargo fetch", "cargo install", "rustup", "composer install", "dotnet restore", "apt-get", "apt", "apk add", "brew install", "git config", "echo", "export", "cd", "mkdir",
];

/** True where every command of it is one of these. */
export function isSetUpScript(script: string): boolean {
  const commands = readShell(script).flatMap((part) => (part.kind === "command" && part.words.length > 0 ? [part.words] : []));
  return commands.length > 0 && commands.every((words) => isSetUp(words[0] === "sudo" ? words.slice(1) : words));
}

function isSetUp(words: readonly string[]): boolean {
  if (words.length === 1 && words[0] === "yarn") return true;
  return SET_UP.some((known) => known.split(" ").every((word, index) => words[index] === word));
}
