/** `node test/docs/write-samples.ts`: writes the sample outputs in the documentation anew. */
import { writeSamples } from "./samples.ts";

await writeSamples();
