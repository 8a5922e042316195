/** What the operator keeps beside GitHub, as one process has it: the watched folder and the log are real files, the chat takes what bears the same name once. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLogSources } from "../../src/adapters/log-sources/open-log-sources.ts";
import { openRequestFolder } from "../../src/adapters/request-folder/request-folder.ts";
import { SourcesFile } from "../../src/core/log-source/source.ts";
import { chatMessage } from "../../src/core/pull-request/chat-message.ts";
import type { Announcer } from "../../src/ports/announcer.ts";
import type { LogSources } from "../../src/ports/log-sources.ts";
import type { RequestFolder } from "../../src/ports/request-folder.ts";
import { REPOSITORY, type Hub } from "./hub/hub.ts";
import type { Call, SimulatedProcess } from "./process.ts";

/** Folders of this machine, made once and emptied for each seed that uses them. */
export interface Places { readonly requests: string; readonly log: string; empty(): void; requestsWait(): boolean; takeBack(name: string): boolean; putRequest(name: string, content: string): void; writeLog(text: string): void; close(): void }

export function openPlaces(): Places {
  const folder = mkdtempSync(join(tmpdir(), "regreen-simulation-"));
  const [requests, log] = [join(folder, "requests"), join(folder, "service.log")];
  return {
    requests, log,
    empty() {
      rmSync(requests, { recursive: true, force: true });
      mkdirSync(requests);
      writeFileSync(log, "");
    },
    requestsWait: () => filesIn(requests),
    takeBack(name) {
      const refused = join(requests, "refused", name);
      if (!existsSync(refused)) return false;
      rmSync(refused);
      return true;
    },
    putRequest: (name, content) => { writeFileSync(join(requests, name), content); },
    writeLog: (text) => { appendFileSync(log, text); },
    close: () => { rmSync(folder, { recursive: true, force: true }); },
  };
}

function filesIn(folder: string): boolean {
  return readdirSync(folder).some((name) => name.endsWith(".json"));
}

const beside = (name: string, writes: boolean): Call => ({ port: "beside", name, writes, quiet: false });

export function folderOf(process: SimulatedProcess, { requests }: Places): RequestFolder {
  const folder = openRequestFolder(requests);
  return {
    // Looking into an empty folder changes nothing: it is done every two seconds.
    waiting: async () => (filesIn(requests) ? process.call(beside("folder waiting", false), () => folder.waiting()) : []),
    settle: (name, refusal) => process.call(beside("folder settle", true), () => folder.settle(name, refusal)),
  };
}

export function logSourcesOf(process: SimulatedProcess, { log }: Places): LogSources {
  const { sources } = SourcesFile.parse({ version: 1, sources: [{ name: "api-log", repository: REPOSITORY.name, kind: "file", path: log, from: "beginning" }] });
  const real = openLogSources({ sources, variables: {} });
  return { sources, read: (source, cursor, now) => process.call(beside("log read", false), () => real.read(source, cursor, now)) };
}

export function chatOf(process: SimulatedProcess, hub: Hub): Announcer {
  return {
    announce: ({ name: repo }, asked) => process.call(beside("chat post", true), () => {
      hub.chat.set(`${asked.repair}:${asked.announced}`, JSON.stringify(chatMessage("generic", { repo, asked })));
      return { kind: "announce", channel: asked.channel, delivered: true, status: 200, reason: null };
    }),
  };
}
