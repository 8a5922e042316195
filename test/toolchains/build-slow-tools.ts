/** Builds the tools that take minutes, into the cache, so that their skills' examples are played from then on: node test/toolchains/build-slow-tools.ts */
import { findGo } from "./tools/go.ts";
import { buildSlowTools, findSlowTools } from "./tools/slow.ts";

await buildSlowTools(await findGo());
process.stdout.write(`${findSlowTools().join("\n")}\n`);
