/**
 * Webhooks to Apps, as GitHub delivers them: signed, with a GUID, without order guaranteed and without a second try (that is for
 * `redeliver`). Tests may script what happens to the next ones.
 */
import { createHmac, randomUUID } from "node:crypto";
import type { Hub } from "../hub.ts";
import { nodeId } from "../present/links.ts";
import { presentRepository } from "../present/repository.ts";
import { presentUser } from "../present/user.ts";
import type { App, Installation } from "../state/app.ts";
import type { Repository } from "../state/repository.ts";
import type { User } from "../state/user.ts";
import type { EventName } from "./event-names.ts";

export interface Attempt {
  readonly at: Date;
  readonly seconds: number;
  /** HTTP status; null when nobody answered. */
  readonly status: number | null;
  readonly problem: string | null;
}

export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly app: App;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  /** `check_run`. */
  readonly event: string;
  readonly action: string | null;
  readonly payload: string;
  readonly at: Date;
  /** `dropped` by a script, `pending` until the first attempt is over. */
  state: "pending" | "delivered" | "failed" | "dropped";
  readonly attempts: Attempt[];
}

/** What is to happen to a delivery: `reorder` holds it back until the next one has been delivered. */
export type DeliveryAct =
  | { readonly kind: "drop" }
  | { readonly kind: "duplicate"; readonly times: number }
  | { readonly kind: "delay"; readonly milliseconds: number }
  | { readonly kind: "reorder" };

export interface DeliveryMatch { readonly event?: string; readonly action?: string }

export interface Happening {
  readonly name: EventName;
  readonly repository: Repository;
  readonly sender: User;
  readonly content: Readonly<Record<string, unknown>>;
}

interface Script { readonly match: DeliveryMatch; readonly act: DeliveryAct }

/** `check-run-completed` → event `check_run`, action `completed`. */
function splitName(name: EventName): { readonly event: string; readonly action: string | null } {
  if (name === "push" || name === "ping" || name === "status" || name === "workflow-dispatch") return { event: name.replaceAll("-", "_"), action: null };
  const event = ["check-run", "check-suite", "installation-repositories", "installation", "issue-comment", "issues", "pull-request-review-comment", "pull-request-review", "pull-request", "workflow-job", "workflow-run"].find((one) => name.startsWith(`${one}-`)) ?? name;
  return { event: event.replaceAll("-", "_"), action: name.slice(event.length + 1).replaceAll("-", "_") };
}

export class Webhooks {
  readonly deliveries: Delivery[] = [];
  readonly #hub: () => Hub;
  readonly #scripts: Script[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #held: (() => void)[] = [];
  #closed = false;

  constructor(hub: () => Hub) {
    this.#hub = hub;
  }

  /** The next delivery that matches meets `act`. */
  script(match: DeliveryMatch, act: DeliveryAct): void {
    this.#scripts.push({ match, act });
  }

  /** Tells every App that is installed on the repository and subscribed to the event. */
  fire(happening: Happening): void {
    const { event } = splitName(happening.name);
    for (const installation of this.#hub().state.installationsOf(happening.repository)) {
      if (installation.app.events.includes(event)) this.#tell(installation, happening);
    }
  }

  /** Tells one App something about its installation, or pings it. */
  tellApp(app: App, name: EventName, content: Readonly<Record<string, unknown>>): void {
    const { event, action } = splitName(name);
    const payload = { ...(action === null ? {} : { action }), ...content };
    this.#check(name, payload);
    this.#queue({ app, installationId: null, repositoryId: null, event, action, payload });
  }

  /** Delivers once more, with the same GUID, as GitHub's button does. */
  async redeliver(guid: string): Promise<Delivery | null> {
    const delivery = this.deliveries.find((one) => one.guid === guid);
    if (delivery === undefined) return null;
    await this.#attempt(delivery);
    return delivery;
  }

  /** Resolves when no delivery is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const release of this.#held.splice(0)) release();
    await this.settled();
  }

  #tell(installation: Installation, { name, repository, sender, content }: Happening): void {
    const hub = this.#hub();
    const { event, action } = splitName(name);
    const payload = {
      ...(action === null ? {} : { action }), ...content, repository: presentRepository(hub.links, repository), sender: presentUser(hub.links, sender),
      installation: { id: installation.id, node_id: nodeId("MDI", installation.id) },
    };
    this.#check(name, payload);
    this.#queue({ app: installation.app, installationId: installation.id, repositoryId: repository.id, event, action, payload });
  }

  #check(name: EventName, payload: unknown): void {
    const { contract } = this.#hub();
    const problems = contract.webhookProblems(name, payload);
    if (problems.length > 0) contract.violations.push({ at: "webhook", what: name, problems });
  }

  #queue(told: Pick<Delivery, "app" | "installationId" | "repositoryId" | "event" | "action"> & { readonly payload: unknown }): void {
    const hub = this.#hub();
    const delivery: Delivery = { ...told, id: hub.state.nextId("delivery"), guid: randomUUID(), payload: JSON.stringify(told.payload), at: hub.now(), state: "pending", attempts: [] };
    this.deliveries.push(delivery);
    if (delivery.app.webhookUrl === null) delivery.state = "failed";
    else this.#run(delivery, this.#scriptFor(delivery));
  }

  #scriptFor(delivery: Delivery): DeliveryAct | null {
    const at = this.#scripts.findIndex(({ match }) => (match.event ?? delivery.event) === delivery.event && (match.action ?? delivery.action) === delivery.action);
    return at < 0 ? null : (this.#scripts.splice(at, 1)[0]?.act ?? null);
  }

  #run(delivery: Delivery, act: DeliveryAct | null): void {
    if (act?.kind === "drop") {
      delivery.state = "dropped";
      return;
    }
    const running = this.#deliver(delivery, act).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #deliver(delivery: Delivery, act: DeliveryAct | null): Promise<void> {
    if (act?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, act.milliseconds));
    if (act?.kind === "reorder") await new Promise<void>((resolve) => this.#held.push(resolve));
    const times = act?.kind === "duplicate" ? act.times : 1;
    for (let time = 0; time < times; time += 1) await this.#attempt(delivery);
    if (act?.kind !== "reorder") this.#held.shift()?.();
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { webhookUrl } = delivery.app;
    if (webhookUrl === null || this.#closed) return;
    const at = this.#hub().now();
    const answer = await fetch(webhookUrl, { method: "POST", body: delivery.payload, headers: headersOf(delivery), signal: AbortSignal.timeout(10_000) }).then(
      async (response) => {
        await response.arrayBuffer();
        return { status: response.status, problem: null };
      },
      (error: unknown) => ({ status: null, problem: error instanceof Error ? error.message : String(error) }),
    );
    delivery.attempts.push({ at, seconds: (this.#hub().now().getTime() - at.getTime()) / 1000, ...answer });
    delivery.state = answer.status !== null && answer.status < 300 ? "delivered" : "failed";
  }
}

/** The headers of a delivery, with both signatures (docs.github.com, "Validating webhook deliveries"). */
export function headersOf(delivery: Delivery): Record<string, string> {
  const sign = (algorithm: string): string => `${algorithm}=${createHmac(algorithm, delivery.app.webhookSecret).update(delivery.payload).digest("hex")}`;
  return {
    "content-type": "application/json", accept: "*/*", "user-agent": "GitHub-Hookshot/loopback",
    "x-github-delivery": delivery.guid, "x-github-event": delivery.event, "x-github-hook-id": String(delivery.app.id),
    "x-github-hook-installation-target-id": String(delivery.app.id), "x-github-hook-installation-target-type": "integration",
    "x-hub-signature": sign("sha1"), "x-hub-signature-256": sign("sha256"),
  };
}
