/** What a snapshot of V8 is made of (test/build-bundle.ts): everything is loaded, and each process that begins with it lives one life. Arguments: folder, point, URL (doomed-worker.ts). */
import { startupSnapshot } from "node:v8";
import { live } from "./doomed-worker.ts";

startupSnapshot.setDeserializeMainFunction(() => {
  const [folder = ".", point = "none", url = ""] = process.argv.slice(1);
  live({ folder, point, url }).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
    process.exit(1);
  });
});
