/** The parts of one loopback GitHub, introduced to each other. */
import type { ActionsEngine } from "./actions/engine.ts";
import type { Faults } from "./http/faults.ts";
import type { Contract } from "./openapi/contract.ts";
import type { Links } from "./present/links.ts";
import type { App } from "./state/app.ts";
import type { State } from "./state/state.ts";
import type { Webhooks } from "./webhooks/webhooks.ts";

export interface Hub {
  readonly state: State;
  readonly contract: Contract;
  readonly links: Links;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  readonly actions: ActionsEngine;
  /** The App `github-actions`, in whose name jobs act. */
  readonly actionsApp: App;
  /** Signed URLs of downloads: path → bytes. */
  readonly downloads: Map<string, { readonly bytes: Uint8Array; readonly type: string }>;
  /** Temporary folder that holds the bare repositories. */
  readonly folder: string;
  now(): Date;
}
