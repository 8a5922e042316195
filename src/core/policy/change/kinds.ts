/** What kind of file a path names, by the conventions of the languages' own tools. */
import picomatch from "picomatch";

const matching = (globs: readonly string[]): ((path: string) => boolean) => picomatch([...globs], { dot: true, nocase: true });

/** Jest and Vitest, node:test, pytest, Go, Maven and Gradle, RSpec, PHPUnit, cargo, xUnit: each by its documented defaults. */
const isTest = matching([
  "**/test/**", "**/tests/**", "**/__tests__/**", "**/spec/**", "**/testdata/**", "**/*.{test,spec}.*", "**/test_*.py", "**/*_test.{py,go,rb,exs,dart,cc,cpp}", "**/conftest.py",
  "**/*_spec.rb", "**/src/test/**", "**/*{Test,Tests,IT}.{java,kt,groovy,scala,cs,php,swift}", "**/__snapshots__/**", "**/cypress/**", "**/e2e/**",
]);
const isDocumentation = matching(["**/*.{md,mdx,rst,adoc,txt,org}", "**/docs/**", "**/LICENSE*", "**/CHANGELOG*", "**/AUTHORS*"]);
const isSource = matching([
  "**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte,py,pyx,go,rs,java,kt,kts,scala,groovy,rb,php,c,h,cc,cpp,cxx,hpp,hh,cs,fs,vb,swift,m,mm,dart,lua,pl,pm,ex,exs,erl,hs,ml,clj,sql,sh,bash,ps1}",
]);
const isWorkflow = matching([".github/workflows/**", ".github/actions/**", "**/action.{yml,yaml}", ".gitlab-ci.yml", ".circleci/**", "**/Jenkinsfile", "azure-pipelines.yml", ".travis.yml"]);

/** What is deployed with the code and changes how it runs. */
const isConfiguration = matching([
  "**/*.{env,ini,conf,cfg,properties,toml,tf,tfvars,hcl}", "**/.env*", "**/config/**", "**/{k8s,kubernetes,helm,charts,deploy,deployment,manifests,terraform,ansible}/**", "**/Dockerfile*", "**/Containerfile*",
  "**/{docker-compose,compose}*.{yml,yaml}", "**/{application,appsettings,settings,config}*.{yml,yaml,json}", "**/{feature-flags,features,flags}*.{yml,yaml,json}", "**/nginx*.conf", "**/Procfile",
]);

/** Rails, Django, Alembic, Flyway, Liquibase, Prisma, Knex, TypeORM, golang-migrate, EF Core, Laravel. */
const isMigrationPath = matching([
  "**/migrations/**", "**/migration/**", "**/migrate/**", "**/alembic/versions/**", "**/db/changelog/**", "**/{V,U,R}[0-9_]*__*.sql", "**/*.{up,down}.sql", "**/db/schema.rb", "**/db/structure.sql",
]);

export type FileKind = "test" | "migration" | "workflow" | "documentation" | "configuration" | "source" | "other";

/** One kind a file; the first that fits: a test's configuration is of the tests. */
export function kindOf(path: string): FileKind {
  if (isTest(path)) return "test";
  if (isMigrationPath(path)) return "migration";
  if (isWorkflow(path)) return "workflow";
  if (isDocumentation(path)) return "documentation";
  if (isConfiguration(path)) return "configuration";
  return isSource(path) ? "source" : "other";
}
