/** `npm run docs:samples`: writes the sample outputs in the documentation anew, and with `--pictures` its pictures too (they need Chromium). */
import { writePictures } from "./pictures.ts";
import { writeSamples } from "./samples.ts";

await writeSamples();
if (process.argv.includes("--pictures")) await writePictures();
