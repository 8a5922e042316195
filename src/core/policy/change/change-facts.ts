/** All facts that follow from a change itself and from what was read about it. Pure; whatever was not read is null. */
import { changedCoverage } from "../coverage/changed-coverage.ts";
import { overallCoverage } from "../coverage/overall-coverage.ts";
import type { CoverageReport } from "../coverage/report.ts";
import { compareDependencies, type DependencyChange } from "../dependencies/compare.ts";
import { dependencyText, purlOf } from "../dependencies/dependency.ts";
import { licenceFacts } from "../dependencies/licences.ts";
import { vulnerabilityFacts, type AdvisoryAnswer } from "../dependencies/vulnerabilities.ts";
import type { FactPlaces, Facts } from "../facts.ts";
import type { ChangedFile } from "./changed-file.ts";
import { diffFacts, diffPlaces, fileFacts, scriptFacts, secretFacts, type Contents } from "./diff-facts.ts";
import { migrationFacts } from "./migrations.ts";

export interface ChangeReading {
  readonly files: readonly ChangedFile[];
  readonly contents: Contents;
  /** Empty: no report was found. */
  readonly coverage: readonly CoverageReport[];
  /** Of the commit that the change is made on; not given or empty: none was found. */
  readonly baseCoverage?: readonly CoverageReport[];
  /** Licences by package URL, from SBOMs among the artifacts. */
  readonly licences: ReadonlyMap<string, string>;
  /** Null: the operator named no source of advisories, or it does not answer. */
  readonly advisories: AdvisoryAnswer | null;
}

type ChangeFacts = Pick<Facts, "files" | "diff" | "secrets" | "scripts" | "dependencies" | "licences" | "vulnerabilities" | "migrations" | "coverage" | "coverage_overall">;

export interface ChangeJudged {
  readonly facts: ChangeFacts;
  readonly places: FactPlaces;
  readonly dependencies: DependencyChange | null;
}

/** Null: what was changed is not known, and neither is anything about it. */
export function changeFacts(reading: ChangeReading | null): ChangeJudged {
  if (reading === null) return nothingKnown;
  const { files, contents } = reading;
  const dependencies = compareDependencies(files, contents);
  const coverage = changedCoverage(files, reading.coverage);
  const scripts = scriptFacts(files, contents);
  const migrations = migrationFacts(files);
  return {
    dependencies,
    facts: {
      files: fileFacts(files), diff: diffFacts(files, contents), secrets: secretFacts(files), scripts, migrations, coverage: coverage.facts, coverage_overall: overallCoverage(reading.coverage, reading.baseCoverage ?? []),
      dependencies: dependencies === null ? null : {
        added: dependencies.added.map(dependencyText), updated: dependencies.updated.map(dependencyText), removed: dependencies.removed.map(dependencyText),
      },
      licences: licenceFacts(dependencies, reading.licences, purlOf),
      vulnerabilities: vulnerabilityFacts(dependencies, reading.advisories),
    },
    places: { ...diffPlaces(files), coverage: coverage.places, scripts: wholeFiles(scripts?.changed ?? []), migrations: wholeFiles([...(migrations?.irreversible ?? []), ...(migrations?.destructive ?? [])]) },
  };
}

function wholeFiles(paths: readonly string[]): NonNullable<FactPlaces["scripts"]> {
  return [...new Set(paths)].map((file) => ({ file, line: null }));
}

const nothingKnown: ChangeJudged = {
  dependencies: null, places: {},
  facts: { files: null, diff: null, secrets: null, scripts: null, dependencies: null, licences: null, vulnerabilities: null, migrations: null, coverage: null, coverage_overall: null },
};
