/** Started by a test that then kills it: `run-forever.ts KIND SCRATCH` runs a command that beats in SCRATCH until it is ended. */
import { bubblewrap } from "../../../src/adapters/sandbox/bubblewrap.ts";
import { namespaces } from "../../../src/adapters/sandbox/namespaces.ts";

const [, , kind = "", scratch = ""] = process.argv;
const sandbox = kind === "bubblewrap" ? bubblewrap() : namespaces();
await sandbox?.run({
  argv: ["/bin/sh", "-c", "while :; do date +%s%N > beat; sleep 0.02; done"], scratch, directory: scratch, readable: [], environment: { PATH: "/usr/bin:/bin" },
  limits: { seconds: 30, memoryMegabytes: 128, processes: 32, outputBytes: 1024, fileMegabytes: 1 },
});
