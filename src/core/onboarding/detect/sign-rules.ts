/** The table of tools: by which files, dependencies and tables each is known, and which skills answer to it. The order is the order in which they are shown. */

export type SignKind = "packageManagers" | "testRunners" | "linters" | "formatters" | "coverage" | "ci";

export interface SignRule {
  readonly kind: SignKind;
  readonly name: string;
  /** Globs of files whose presence says it. */
  readonly files?: readonly string[];
  /** A package that some manifest of the ecosystem depends on. */
  readonly npm?: readonly string[];
  readonly python?: readonly string[];
  readonly cargo?: readonly string[];
  readonly composer?: readonly string[];
  /** A table of a pyproject.toml: `tool.<name>`. */
  readonly tool?: string;
  /** A pattern in a file that was read. */
  readonly text?: { readonly files: readonly string[]; readonly pattern: RegExp };
  /** Said only of a project that is written in it too: a manifest among the documentation makes none. */
  readonly language?: string;
  /** Said only where none of these is: `npm` by a package.json alone. */
  readonly unless?: readonly string[];
  /** Skills that mend what it complains about, without being named. */
  readonly skills?: readonly string[];
  /** Skills that run only where the repository names them. */
  readonly optIn?: readonly string[];
}

const GRADLE = ["**/build.gradle", "**/build.gradle.kts"];
const JVM = ["**/pom.xml", ...GRADLE];
const DOTNET = ["**/*.{cs,fs,vb}proj", "**/Directory.Packages.props", "**/packages.config"];
const PRE_COMMIT = [".pre-commit-config.yaml"];
const PYTHON_SETTINGS = ["**/setup.cfg", "**/tox.ini", "**/noxfile.py"];

const packageManagers: readonly SignRule[] = [
  { kind: "packageManagers", name: "npm", files: ["**/package-lock.json", "**/npm-shrinkwrap.json"], optIn: ["lockfile-sync-npm"] },
  { kind: "packageManagers", name: "pnpm", files: ["**/pnpm-lock.yaml", "**/pnpm-workspace.yaml"], text: { files: ["**/package.json"], pattern: /"packageManager":\s*"pnpm@/ }, optIn: ["lockfile-sync-pnpm"] },
  { kind: "packageManagers", name: "Yarn", files: ["**/.yarnrc.yml"], text: { files: ["**/package.json"], pattern: /"packageManager":\s*"yarn@[2-9]/ }, optIn: ["lockfile-sync-yarn"] },
  { kind: "packageManagers", name: "Yarn 1", files: ["**/yarn.lock"], text: { files: ["**/package.json"], pattern: /"packageManager":\s*"yarn@1/ }, unless: ["Yarn"] },
  { kind: "packageManagers", name: "Bun", files: ["**/bun.lock", "**/bun.lockb"] },
  { kind: "packageManagers", name: "npm", files: ["**/package.json"], unless: ["npm", "pnpm", "Yarn", "Yarn 1", "Bun"] },
  { kind: "packageManagers", name: "Poetry", files: ["**/poetry.lock"], tool: "poetry", python: ["poetry-core"], optIn: ["lockfile-sync-poetry"] },
  { kind: "packageManagers", name: "uv", files: ["**/uv.lock"], tool: "uv", python: ["uv_build", "uv-build"], optIn: ["lockfile-sync-uv"] },
  { kind: "packageManagers", name: "PDM", files: ["**/pdm.lock"], tool: "pdm" },
  { kind: "packageManagers", name: "Pipenv", files: ["**/Pipfile"] },
  { kind: "packageManagers", name: "pip", files: ["requirements*.txt", "requirements/*.txt", "pyproject.toml", "setup.py", "setup.cfg"], unless: ["Poetry", "uv", "PDM", "Pipenv"] },
  { kind: "packageManagers", name: "Go modules", files: ["**/go.mod"], language: "Go", skills: ["gofmt"], optIn: ["go-mod-tidy"] },
  { kind: "packageManagers", name: "Cargo", files: ["**/Cargo.toml"], language: "Rust", optIn: ["cargo-lock", "lockfile-sync-cargo"] },
  { kind: "packageManagers", name: "Maven", files: ["pom.xml"] },
  { kind: "packageManagers", name: "Gradle", files: ["build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts"] },
  { kind: "packageManagers", name: "Maven", files: ["**/pom.xml"], unless: ["Maven", "Gradle"] },
  { kind: "packageManagers", name: "Gradle", files: [...GRADLE, "**/settings.gradle", "**/settings.gradle.kts"], unless: ["Maven", "Gradle"] },
  { kind: "packageManagers", name: "Bundler", files: ["**/Gemfile"], optIn: ["lockfile-sync-bundler"] },
  { kind: "packageManagers", name: "Composer", files: ["**/composer.json"], optIn: ["lockfile-sync-composer"] },
  { kind: "packageManagers", name: "NuGet", files: ["**/*.{cs,fs,vb}proj"], skills: ["dotnet-format"] },
  { kind: "packageManagers", name: "Swift Package Manager", files: ["**/Package.swift"] },
  { kind: "packageManagers", name: "Mix", files: ["**/mix.exs"] },
];

const testRunners: readonly SignRule[] = [
  { kind: "testRunners", name: "Jest", files: ["**/jest.config.{js,cjs,mjs,ts,json}"], npm: ["jest"] },
  { kind: "testRunners", name: "Vitest", files: ["**/vitest.config.{js,cjs,mjs,ts,mts}", "**/vitest.workspace.{js,ts}"], npm: ["vitest"] },
  { kind: "testRunners", name: "Mocha", files: ["**/.mocharc.{js,cjs,json,yml,yaml}"], npm: ["mocha"] },
  { kind: "testRunners", name: "AVA", npm: ["ava"] },
  { kind: "testRunners", name: "node:test", text: { files: ["**/package.json"], pattern: /\bnode\b[^"&|;]{0,200} --test\b/ } },
  { kind: "testRunners", name: "bun test", text: { files: ["**/package.json"], pattern: /\bbun test\b/ } },
  { kind: "testRunners", name: "Playwright", npm: ["@playwright/test"] },
  { kind: "testRunners", name: "Cypress", npm: ["cypress"] },
  { kind: "testRunners", name: "pytest", files: ["**/conftest.py", "**/pytest.ini"], python: ["pytest"], tool: "pytest", text: { files: PYTHON_SETTINGS, pattern: /\bpytest\b/ } },
  { kind: "testRunners", name: "tox", files: ["tox.ini", "tox.toml"], tool: "tox", text: { files: ["setup.cfg"], pattern: /^\[tox/m } },
  { kind: "testRunners", name: "nox", files: ["noxfile.py"] },
  { kind: "testRunners", name: "go test", files: ["**/*_test.go"] },
  { kind: "testRunners", name: "cargo test", files: ["**/Cargo.toml"], language: "Rust" },
  { kind: "testRunners", name: "JUnit", text: { files: JVM, pattern: /junit/i } },
  { kind: "testRunners", name: "TestNG", text: { files: JVM, pattern: /testng/i } },
  { kind: "testRunners", name: "Spock", text: { files: JVM, pattern: /spockframework/ } },
  { kind: "testRunners", name: "RSpec", files: ["**/.rspec"], text: { files: ["**/Gemfile"], pattern: /gem ["']rspec/ } },
  { kind: "testRunners", name: "minitest", text: { files: ["**/Gemfile"], pattern: /gem ["']minitest/ } },
  { kind: "testRunners", name: "xUnit", text: { files: DOTNET, pattern: /["']xunit(?:\.v3)?["']/i } },
  { kind: "testRunners", name: "NUnit", text: { files: DOTNET, pattern: /["']nunit["']/i } },
  { kind: "testRunners", name: "MSTest", text: { files: DOTNET, pattern: /["']mstest(?:\.testframework|\.sdk)?["'/]/i } },
  { kind: "testRunners", name: "PHPUnit", files: ["**/phpunit.xml", "**/phpunit.xml.dist"], composer: ["phpunit/phpunit"] },
];

/** Snapshots that a test runner keeps in files. */
const snapshots: readonly SignRule[] = [
  { kind: "testRunners", name: "Jest snapshots", files: ["**/__snapshots__/*.{js,ts,tsx,jsx,mjs}.snap"], unless: ["Vitest"], optIn: ["snapshot-update-jest"] },
  { kind: "testRunners", name: "Vitest snapshots", files: ["**/__snapshots__/*.{js,ts,tsx,jsx,mjs}.snap"], unless: ["Jest", "Jest snapshots"], optIn: ["snapshot-update-vitest"] },
  { kind: "testRunners", name: "syrupy", files: ["**/*.ambr"], python: ["syrupy"], optIn: ["snapshot-update-syrupy"] },
  { kind: "testRunners", name: "insta", cargo: ["insta"], optIn: ["snapshot-update-insta"] },
];

const linters: readonly SignRule[] = [
  { kind: "linters", name: "ESLint", files: ["**/eslint.config.{js,mjs,cjs,ts,mts}", "**/.eslintrc", "**/.eslintrc.{js,cjs,json,yml,yaml}"], npm: ["eslint"], skills: ["eslint-fix"] },
  { kind: "linters", name: "Biome", files: ["**/biome.json", "**/biome.jsonc"], npm: ["@biomejs/biome"], skills: ["biome-fix", "biome-format", "unused-imports-biome"] },
  { kind: "linters", name: "stylelint", files: ["**/.stylelintrc*", "**/stylelint.config.*"], npm: ["stylelint"], skills: ["stylelint-fix"] },
  { kind: "linters", name: "markdownlint", files: ["**/.markdownlint.{json,jsonc,yaml,yml}", "**/.markdownlint-cli2.*"], text: { files: PRE_COMMIT, pattern: /id: markdownlint/ }, skills: ["markdownlint-fix"] },
  { kind: "linters", name: "TypeScript", files: ["**/tsconfig.json"], skills: ["unused-imports-tsc", "ts-import-fix"] },
  { kind: "linters", name: "Ruff", files: ["**/ruff.toml", "**/.ruff.toml"], python: ["ruff"], tool: "ruff", text: { files: PRE_COMMIT, pattern: /ruff-pre-commit/ }, skills: ["ruff-fix", "ruff-format"] },
  { kind: "linters", name: "Flake8", files: ["**/.flake8"], python: ["flake8"], text: { files: [...PRE_COMMIT, ...PYTHON_SETTINGS], pattern: /\bflake8\b/ } },
  { kind: "linters", name: "Pylint", files: ["**/.pylintrc", "**/pylintrc"], python: ["pylint"], tool: "pylint" },
  { kind: "linters", name: "mypy", files: ["**/mypy.ini"], python: ["mypy"], tool: "mypy", text: { files: [...PRE_COMMIT, ...PYTHON_SETTINGS], pattern: /\bmypy\b/ } },
  { kind: "linters", name: "autoflake", tool: "autoflake", python: ["autoflake"], text: { files: PRE_COMMIT, pattern: /id: autoflake/ }, skills: ["autoflake"] },
  { kind: "linters", name: "pyupgrade", text: { files: PRE_COMMIT, pattern: /id: pyupgrade/ }, optIn: ["pyupgrade"] },
  { kind: "linters", name: "codespell", files: ["**/.codespellrc"], tool: "codespell", python: ["codespell"], text: { files: PRE_COMMIT, pattern: /id: codespell/ }, skills: ["codespell-fix"] },
  { kind: "linters", name: "typos", files: ["typos.toml", "_typos.toml", ".typos.toml"], text: { files: PRE_COMMIT, pattern: /id: typos/ }, skills: ["typos-fix"] },
  { kind: "linters", name: "golangci-lint", files: ["**/.golangci.{yml,yaml,toml,json}"], skills: ["golangci-fix", "goimports"] },
  { kind: "linters", name: "Clippy", files: ["**/clippy.toml", "**/.clippy.toml"], text: { files: [".github/workflows/*"], pattern: /\bclippy\b/ }, skills: ["clippy-fix"] },
  { kind: "linters", name: "Checkstyle", text: { files: JVM, pattern: /checkstyle/i } },
  { kind: "linters", name: "RuboCop", files: ["**/.rubocop.yml"], text: { files: ["**/Gemfile"], pattern: /gem ["']rubocop/ }, skills: ["rubocop-autocorrect"] },
  { kind: "linters", name: "SQLFluff", files: ["**/.sqlfluff"], skills: ["sqlfluff-fix"] },
];

const formatters: readonly SignRule[] = [
  { kind: "formatters", name: "Prettier", files: ["**/.prettierrc", "**/.prettierrc.*", "**/prettier.config.*"], npm: ["prettier"], skills: ["prettier-write"] },
  { kind: "formatters", name: "Black", tool: "black", python: ["black"], text: { files: PRE_COMMIT, pattern: /id: black\b/ }, skills: ["black-format"] },
  { kind: "formatters", name: "isort", files: ["**/.isort.cfg"], tool: "isort", python: ["isort"], text: { files: PRE_COMMIT, pattern: /id: isort/ }, skills: ["isort-imports"] },
  { kind: "formatters", name: "gofmt", files: ["**/go.mod"], language: "Go", skills: ["gofmt"] },
  { kind: "formatters", name: "rustfmt", files: ["**/rustfmt.toml", "**/.rustfmt.toml", "**/Cargo.toml"], language: "Rust", skills: ["rustfmt"] },
  { kind: "formatters", name: "Spotless", text: { files: ["**/pom.xml"], pattern: /spotless-maven-plugin/ }, skills: ["spotless-apply"] },
  { kind: "formatters", name: "Spotless", text: { files: GRADLE, pattern: /com\.diffplug\.spotless|\bspotless\b/ }, skills: ["spotless-gradle"] },
  { kind: "formatters", name: "google-java-format", text: { files: JVM, pattern: /google-java-format|googleJavaFormat/ }, skills: ["google-java-format"] },
  { kind: "formatters", name: "ktlint", text: { files: JVM, pattern: /ktlint/ }, skills: ["ktlint-format"] },
  { kind: "formatters", name: "PHP-CS-Fixer", files: ["**/.php-cs-fixer.php", "**/.php-cs-fixer.dist.php"], composer: ["friendsofphp/php-cs-fixer"], skills: ["php-cs-fixer"] },
  { kind: "formatters", name: "clang-format", files: ["**/.clang-format"], skills: ["clang-format"] },
  { kind: "formatters", name: "cmake-format", files: ["**/.cmake-format*"], skills: ["cmake-format"] },
  { kind: "formatters", name: "shfmt", text: { files: PRE_COMMIT, pattern: /id: shfmt/ }, skills: ["shfmt"] },
  { kind: "formatters", name: "Taplo", files: ["**/taplo.toml", "**/.taplo.toml"], skills: ["taplo-format"] },
  { kind: "formatters", name: "terraform fmt", files: ["**/*.tf"], skills: ["terraform-fmt"] },
  { kind: "formatters", name: "nixfmt", files: ["flake.nix", "default.nix"], skills: ["nixfmt"] },
  { kind: "formatters", name: "swift-format", files: ["**/.swift-format"], skills: ["swift-format"] },
  { kind: "formatters", name: "yamlfmt", files: ["**/.yamlfmt", "**/.yamlfmt.{yml,yaml}"], skills: ["yamlfmt"] },
  { kind: "formatters", name: "trailing whitespace", text: { files: PRE_COMMIT, pattern: /id: (?:trailing-whitespace|end-of-file-fixer)/ }, skills: ["whitespace-eol"] },
  { kind: "formatters", name: "Buf", files: ["**/buf.yaml"], skills: ["buf-format"] },
];

const coverage: readonly SignRule[] = [
  { kind: "coverage", name: "coverage.py", files: ["**/.coveragerc"], tool: "coverage", python: ["coverage", "pytest-cov"], text: { files: PYTHON_SETTINGS, pattern: /\bcoverage\b|\bpytest-cov\b/ } },
  { kind: "coverage", name: "c8", npm: ["c8"] },
  { kind: "coverage", name: "nyc", files: ["**/.nycrc", "**/.nycrc.*"], npm: ["nyc"] },
  { kind: "coverage", name: "Vitest coverage", npm: ["@vitest/coverage-v8", "@vitest/coverage-istanbul"] },
  { kind: "coverage", name: "JaCoCo", text: { files: JVM, pattern: /jacoco/i } },
  { kind: "coverage", name: "SimpleCov", text: { files: ["**/Gemfile"], pattern: /gem ["']simplecov/ } },
  { kind: "coverage", name: "Coverlet", text: { files: DOTNET, pattern: /["']coverlet\./i } },
  { kind: "coverage", name: "go test -cover", text: { files: [".github/workflows/*"], pattern: /-coverprofile/ } },
  { kind: "coverage", name: "cargo-llvm-cov", text: { files: [".github/workflows/*"], pattern: /cargo.llvm.cov/ } },
  { kind: "coverage", name: "Codecov", files: ["codecov.yml", ".codecov.yml", ".github/codecov.yml"], text: { files: [".github/workflows/*"], pattern: /codecov\/codecov-action/ } },
];

const ci: readonly SignRule[] = [
  { kind: "ci", name: "GitHub Actions", files: [".github/workflows/*.{yml,yaml}"] },
  { kind: "ci", name: "GitLab CI", files: [".gitlab-ci.yml"] },
  { kind: "ci", name: "CircleCI", files: [".circleci/config.yml"] },
  { kind: "ci", name: "Travis CI", files: [".travis.yml"] },
  { kind: "ci", name: "Azure Pipelines", files: ["azure-pipelines.{yml,yaml}", ".azure-pipelines/*.yml"] },
  { kind: "ci", name: "Jenkins", files: ["Jenkinsfile"] },
  { kind: "ci", name: "Buildkite", files: [".buildkite/*.{yml,yaml}"] },
  { kind: "ci", name: "AppVeyor", files: ["appveyor.yml", ".appveyor.yml"] },
  { kind: "ci", name: "pre-commit", files: [".pre-commit-config.yaml"] },
];

export const signRules: readonly SignRule[] = [...packageManagers, ...testRunners, ...snapshots, ...linters, ...formatters, ...coverage, ...ci];
