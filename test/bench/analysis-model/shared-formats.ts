/**
 * Formats that both know, each by a golden log of the real tool and the id of the analysis-model's parser for it. Where the analysis-model reads
 * another of a tool's outputs than people see in a log (ESLint, Checkstyle, PMD, SARIF: files), that file stands here.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

export interface SharedFormat {
  readonly name: string;
  readonly parser: string;
  /** What the tool printed; `document` is a file of its own, in which nothing else can stand. */
  readonly text: string;
  readonly kind: "log" | "document";
  /** Files, relative to the checkout, and the lines that the tool names in them. */
  readonly places: readonly (readonly [file: string, line: number])[];
}

const golden = join(import.meta.dirname, "../../golden");
const logs: readonly (readonly [golden: string, parser: string])[] = [
  ["flake8/default", "flake8"], ["flake8/pylint-format", "pylint"], ["mypy/errors", "mypy"], ["pydocstyle/default", "pydocstyle"], ["gcc/errors", "gcc"], ["gcc/clang", "clang"],
  ["gcc/clang-tidy", "clang-tidy"], ["compilers/gfortran", "fortran"], ["javac/errors", "java"], ["go/vet", "go-vet"], ["rustc/clippy", "clippy"], ["rubocop/emacs", "rubocop"],
  ["dotnet/build", "msbuild"], ["sphinx/warnings", "sphinx"], ["linters/ansible-lint", "ansiblelint"],
];
const documents: readonly (readonly [golden: string, parser: string])[] = [["checkstyle/eslint", "eslint"], ["sarif/ruff", "sarif"]];

const Expectation = z.looseObject({ reports: z.array(z.looseObject({ locations: z.array(z.tuple([z.string(), z.number().nullable()]).rest(z.unknown())) })) });

export function sharedFormats(): readonly SharedFormat[] {
  return [...logs.map((pair) => readGolden("logs", pair)), ...documents.map((pair) => readGolden("inputs", pair))];
}

function readGolden(room: "logs" | "inputs", [name, parser]: readonly [string, string]): SharedFormat {
  const folder = join(golden, room, name);
  const { reports } = Expectation.parse(JSON.parse(readFileSync(join(folder, "expect.json"), "utf8")));
  const file = readdirSync(folder).find((entry) => entry !== "expect.json") ?? "";
  const places = reports.flatMap(({ locations }) => locations.flatMap(([path, line]): [string, number][] => (line === null ? [] : [[path, line]])));
  return { name: room === "logs" ? name : `${name} (file)`, parser, text: readFileSync(join(folder, file), "utf8"), kind: room === "logs" ? "log" : "document", places };
}
