/** Everything that the story needs, for real: a GitHub on loopback with a runner, the App installed on a repository, and the built Action in a repository of its own. */
import { randomBytes } from "node:crypto";
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { createRunner, type Runner } from "../loopback/runner/create-runner.ts";
import { startLoopback, type Loopback } from "../loopback/start-loopback.ts";
import type { App, Installation, Permissions } from "../loopback/state/app.ts";
import type { Repository } from "../loopback/state/repository.ts";
import { startApp, type AppProcess, type AppSettings } from "./app-process.ts";
import { fixWorkflow } from "./fix-workflow.ts";

const root = join(import.meta.dirname, "../..");

export interface Stage {
  readonly loopback: Loopback;
  readonly runner: Runner;
  readonly app: App;
  readonly installation: Installation;
  readonly repository: Repository;
  readonly settings: AppSettings;
  /** The App's process; another one after `restart`. */
  readonly process: () => AppProcess;
  /** Of a person who maintains the repository. */
  readonly personToken: string;
  readonly actionSha: string;
  restart(): Promise<AppProcess>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly databaseUrl?: string;
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "regreen-demo-"));
  const loopback = await startLoopback();
  const runner = await createRunner({ loopback, root: join(folder, "runner") });
  const actionSha = await hostAction(loopback);
  const manifest = readManifest();
  const app = loopback.createApp({ slug: "regreen", ...manifest, webhookSecret: randomBytes(32).toString("hex") });
  const repository = await loopback.createRepository({ owner: "octo", name: "bakery" });
  const settings: AppSettings = {
    appId: app.id, privateKey: app.privateKey, webhookSecret: app.webhookSecret, gitHubUrl: loopback.url, stateFolder: mkdtempSync(join(folder, "state-")), port: 0, ...options,
  };
  let running = await startApp(settings);
  app.webhookUrl = `${running.url}/api/github/webhooks`;
  const installation = loopback.install(app, { account: "octo", repositories: [repository] });
  return {
    loopback, runner, app, installation, repository, settings, actionSha, process: () => running, personToken: loopback.createUserToken("octo"),
    restart: async () => {
      running = await startApp({ ...settings, port: Number(new URL(running.url).port) });
      return running;
    },
    close: async () => {
      await running.stop();
      await runner.close();
      await loopback.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the App is registered with: its own manifest, `app.yml`. */
function readManifest(): { readonly permissions: Permissions; readonly events: readonly string[] } {
  const manifest = parse(readFileSync(join(root, "app.yml"), "utf8")) as { readonly default_permissions: Permissions; readonly default_events: readonly string[] };
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}

/** The Action as it is released: `action.yml`, the bundle, the skills. */
export async function hostAction(loopback: Loopback): Promise<string> {
  const repository = await loopback.createRepository({ owner: "regreen", name: "regreen", visibility: "public", ownerType: "Organization" });
  const paths = ["action.yml", "package.json", "LICENSE", ...globSync(["action/dist/**", "skills/*/SKILL.md", "skills/*/examples/**", "skills/shipped.json", "policies/*.yml"], { cwd: root }).filter((path) => statSync(join(root, path)).isFile())];
  return loopback.push(repository, { message: "Release", files: Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path))])) });
}

/** The fix workflow with the Action pinned to the release that the stage hosts. */
export function installedWorkflow(stage: Stage): Record<string, string> {
  return { ".github/workflows/regreen-fix.yml": fixWorkflow({ repository: "regreen/regreen", sha: stage.actionSha }) };
}
