/** The operator's operations, run as they are: real processes, and a real server that is asked. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { createOperationRunner } from "../../../src/adapters/operations/operation-runner.ts";
import { readOperations } from "../../../src/adapters/operations/read-operations.ts";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import type { Effect, Receipt } from "../../../src/core/repair/effect.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { repository, sha } from "../store/samples.ts";

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-operations-"));
  store = await openStore({ path: ":memory:", clock: systemClock });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const environment = { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", TOKEN: "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", OTHER: "not named" };
type Asked = Extract<Effect, { readonly kind: "run_operation" }>;
const effect: Asked = { kind: "run_operation", name: "restart-runner" as never, idempotency_key: "7:operation:restart-runner:aaaa", head_sha: sha("a"), run_id: 900, failure_class: "timeout" };
const file = (operation: object): string => {
  const path = join(folder, "operations.yml");
  writeFileSync(path, JSON.stringify({ version: 1, operations: [{ name: "restart-runner", description: "Restarts it", when: ["timeout"], repositories: ["octo/*"], ...operation }] }), { mode: 0o600 });
  return path;
};
const perform = (operation: object, asked: Asked = effect): Promise<Receipt> => (
  createOperationRunner({ operator: readOperations(file(operation), environment), runs: store.operationRuns, clock: systemClock }).run(repository, asked));
const script = (text: string): object => ({ run: { command: ["sh", "-c", text, "sh", "{repo}", "{head_sha}", "{run_id}", "{class}"] } });

describe("a command", () => {
  test("is run with what the failure says as arguments, and nothing of the environment but what is named", async () => {
    const receipt = await perform({ run: { command: ["sh", "-c", "echo \"$1 $2 $3 $4 [$OTHER] [$TOKEN]\"", "sh", "{repo}", "{head_sha}", "{run_id}", "{class}"], environment: ["TOKEN"] } });
    expect(receipt).toMatchObject({ kind: "run_operation", succeeded: true, said: `octo/hello ${sha("a")} 900 timeout [] [[masked: github-token]]` });
  });

  test("that fails says with which code and what it printed", async () => {
    expect(await perform(script("echo no such host >&2; exit 3"))).toMatchObject({ succeeded: false, said: "exit 3: no such host" });
  });

  test("that is not there says so", async () => {
    expect(await perform({ run: { command: ["/nonexistent/restart"] } })).toMatchObject({ succeeded: false, said: expect.stringContaining("ENOENT") });
  });

  test("is ended with all its children when its time is up", async () => {
    const mark = join(folder, "late");
    expect(await perform({ ...script(`(sleep 3; touch ${mark}) & sleep 30`), seconds: 1 })).toMatchObject({ succeeded: false, said: "ended after 1 s" });
    await new Promise((resolve) => { setTimeout(resolve, 2500); });
    expect(existsSync(mark)).toBe(false);
  });

  test("is run once under its key, however often it is asked for, also where its end was never told", async () => {
    const count = join(folder, "count");
    const [first, second] = [await perform(script(`echo x >> ${count}`)), await perform(script(`echo x >> ${count}`))];
    expect([second, readFileSync(count, "utf8")]).toEqual([first, "x\n"]);
    await store.operationRuns.begin("killed", systemClock.now());
    expect(await perform(script(`echo x >> ${count}`), { ...effect, idempotency_key: "killed" })).toMatchObject({ kind: "refused", code: "operation-unknown" });
    expect(readFileSync(count, "utf8")).toBe("x\n");
  });

  test("is not run for a repository that the operator does not name, nor under a name that there is not", async () => {
    expect(await perform({ ...script("exit 0"), repositories: ["other/*"] })).toMatchObject({ kind: "refused", message: "the operator has no operation restart-runner for octo/hello" });
    expect(await perform(script("exit 0"), { ...effect, name: "rotate-key" as never })).toMatchObject({ kind: "refused" });
  });
});

describe("a hook", () => {
  const asked: { readonly request: IncomingMessage; readonly body: string }[] = [];
  let server: Server;
  let answers: number[];
  beforeEach(async () => {
    asked.length = 0;
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => { body += chunk.toString(); }).on("end", () => {
        asked.push({ request, body });
        response.writeHead(answers.shift() ?? 200, { location: "http://127.0.0.1:1/elsewhere" }).end("restarted");
      });
    });
    await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  });
  afterEach(() => new Promise((resolve) => { server.close(resolve); }));
  const hook = (): object => ({ run: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/restart`, headers: { authorization: "TOKEN" } } });

  test("is told what failed, with its key and the operator's header; its answer is the receipt", async () => {
    answers = [200];
    expect(await perform(hook())).toMatchObject({ kind: "run_operation", succeeded: true, said: "200 restarted" });
    expect([asked[0]?.request.method, asked[0]?.request.headers.authorization, asked[0]?.request.headers["idempotency-key"], JSON.parse(asked[0]?.body ?? "")]).toEqual([
      "POST", environment.TOKEN, "7:operation:restart-runner:aaaa", { version: 1, operation: "restart-runner", repo: "octo/hello", head_sha: sha("a"), run_id: 900, failure_class: "timeout" },
    ]);
  });

  test("that does not answer is a fault, and is asked again under the same key", async () => {
    answers = [503, 200];
    await expect(perform(hook())).rejects.toMatchObject({ code: "operation-unavailable", detail: expect.stringMatching(/^127\.0\.0\.1:\d+ answered 503$/) });
    expect(await perform(hook())).toMatchObject({ succeeded: true });
    expect(new Set(asked.map(({ request }) => request.headers["idempotency-key"])).size).toBe(1);
  });

  test.each([404, 302])("that answers %d did not succeed; nobody is followed elsewhere", async (status) => {
    answers = [status];
    expect([await perform(hook()), asked.length]).toMatchObject([{ kind: "run_operation", succeeded: false, said: `${status} restarted` }, 1]);
  });
});

describe("the file", () => {
  test.each<[string, object, string]>([
    ["an unknown key", { run: { command: ["true"], shell: true } }, "run"],
    ["a class that does not pass by itself", { when: ["lint"], run: { command: ["true"] } }, "when"],
    ["a built-in name", { name: "clear-cache", run: { command: ["true"] } }, "is the name of a built-in one"],
    ["plain http to elsewhere", { run: { url: "http://hooks.example/restart" } }, "run"],
    ["a variable that is not set", { run: { command: ["true"], environment: ["MISSING"] } }, "names MISSING for the operation restart-runner, and that variable is not set"],
  ])("%s is refused by name", (...[, operation, says]) => {
    expect(() => readOperations(file(operation), environment)).toThrow(says);
  });

  test("that others may write to is refused", () => {
    const path = file({ run: { command: ["true"] } });
    chmodSync(path, 0o666);
    expect(() => readOperations(path, environment)).toThrow("which others than its owner may write to");
  });

  test("that is not there is refused by name", () => {
    expect(() => readOperations(join(folder, "none.yml"), environment)).toThrow("REGREEN_OPERATIONS names");
  });
});
