/** Keeps the one issue of the report up to date. Not by the relay: no repair and no request asked for it, and the record is not written (DECISIONS 81). */
import { createClient, type ClientOptions } from "../adapters/github/client.ts";
import { createWriter } from "../adapters/github/writer/create-writer.ts";
import { Fault } from "../core/fault/fault.ts";
import type { Repository } from "../core/repair/repair.ts";
import { REPORT_MARK } from "./failure-report.ts";

/** Out: the address. Faults of GitHub; `github-forbidden` where it does not take the issue. */
export async function writeReport(options: ClientOptions, repository: Repository, text: string): Promise<string> {
  const writer = createWriter(createClient(options), { content: () => Promise.resolve(null) });
  const receipt = await writer.perform(repository, { kind: "upsert_issue", marker: REPORT_MARK, title: "What was red lately", body: text, labels: [], state: "open" });
  if (receipt.kind !== "upsert_issue") throw new Fault("github-forbidden", { detail: receipt.kind === "refused" ? receipt.message : "the issue was not written" });
  return receipt.url;
}
