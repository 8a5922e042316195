/**
 * Runs the operator's operations. A command is begun once under its key: one that was
 * begun and of which no end is known (the process was killed) is not begun again. A hook may be asked again, under the same key.
 */
import type { Receipt, RunOperation } from "../../core/repair/effect.ts";
import type { Repository } from "../../core/repair/repair.ts";
import { isFor, type Operation } from "../../core/repair/operate/operation.ts";
import { milliseconds } from "../../core/identity/timestamp.ts";
import type { Clock } from "../../ports/clock.ts";
import type { OperationRunner } from "../../ports/operations.ts";
import type { OperationRuns } from "../../ports/store/operation-runs.ts";
import type { z } from "zod";
import { callHook } from "./call-hook.ts";
import type { OperatorSettings } from "./read-operations.ts";
import { runCommand, type CommandEnd } from "./run-command.ts";

export interface OperationParts {
  readonly operator: OperatorSettings;
  readonly runs: OperationRuns;
  readonly clock: Clock;
}

type Asked = z.infer<typeof RunOperation>;

export function createOperationRunner(parts: OperationParts): OperationRunner {
  return { run: (repository, asked) => runOnce(repository, asked, parts) };
}

async function runOnce(repository: Repository, asked: Asked, parts: OperationParts): Promise<Receipt> {
  const operation = parts.operator.operations.find(({ name }) => name === asked.name);
  if (operation === undefined || !isFor(operation, repository.name)) return { kind: "refused", code: "setting-invalid", message: `the operator has no operation ${asked.name} for ${repository.name}` };
  const { clock, runs } = parts;
  const begun = await runs.begin(asked.idempotency_key, clock.now());
  if (begun.kind === "ended") return begun.receipt;
  if (begun.kind === "unfinished" && "command" in operation.run) return { kind: "refused", code: "operation-unknown", message: `${asked.name} was begun before, and how it ended is not known: it is not run a second time; look at what it does, and run the failed jobs again by hand` };
  const started = clock.now();
  const { succeeded, said } = await runHow(repository, asked, operation, parts);
  const receipt: Receipt = { kind: "run_operation", name: asked.name, succeeded, said, seconds: (milliseconds(clock.now()) - milliseconds(started)) / 1000 };
  await runs.end(asked.idempotency_key, receipt);
  return receipt;
}

function runHow({ name: repo }: Repository, { head_sha, run_id, failure_class, idempotency_key, name }: Asked, { run: how, seconds }: Operation, { operator: { variables } }: OperationParts): Promise<CommandEnd> {
  const known: Readonly<Record<string, string>> = { repo, head_sha, run_id: String(run_id), class: failure_class };
  if ("command" in how) {
    const argv = how.command.map((word) => word.replace(/\{(repo|head_sha|run_id|class)\}/g, (_whole, key: string) => known[key] ?? ""));
    const given = ["PATH", "HOME", "LANG", ...how.environment].flatMap((variable) => (variables[variable] === undefined ? [] : [[variable, variables[variable]] as const]));
    return runCommand({ argv, environment: Object.fromEntries(given), seconds });
  }
  const headers = Object.fromEntries(Object.entries(how.headers).map(([header, variable]) => [header, variables[variable] ?? ""]));
  return callHook({ url: how.url, headers, body: { version: 1, operation: name, repo, head_sha, run_id, failure_class }, idempotencyKey: idempotency_key, seconds });
}
