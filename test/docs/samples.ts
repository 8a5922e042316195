/** The sample outputs in the documentation: each is what the real program prints, on the demo's project. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDesk, type Desk } from "../cli/program.ts";
import { readProject } from "../demo/read-project.ts";

const root = join(import.meta.dirname, "../..");

interface Sample { readonly page: string; readonly name: string; readonly command: string; run(desk: Desk): Promise<string> }

export const samples: readonly Sample[] = [
  { page: "docs/install.md", name: "init", command: "regreen init --action", run: async (desk) => (await desk.regreen(["init", "--action"])).stdout },
];

/** The demo's project, without what Regreen would add to it. */
export function openDemoDesk(): Desk {
  const files = Object.entries(readProject()).filter(([path]) => !/^\.github\/(?:regreen\.yml|workflows\/regreen-)/.test(path));
  return openDesk(Object.fromEntries(files.map(([path, bytes]) => [path, Buffer.from(bytes).toString("utf8")])));
}

export function readPage(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

export const markers = (name: string): readonly [string, string] => [`<!-- sample:${name}:start -->`, `<!-- sample:${name}:end -->`];

/** What stands in the page for this sample. */
export function block({ command }: Sample, printed: string): string {
  return `\n\`\`\`\n$ ${command}\n${printed.trimEnd()}\n\`\`\`\n`;
}

export async function writeSamples(): Promise<void> {
  for (const sample of samples) {
    const desk = openDemoDesk();
    const text = readPage(sample.page);
    const [start, end] = markers(sample.name);
    writeFileSync(join(root, sample.page), `${text.slice(0, text.indexOf(start) + start.length)}${block(sample, await sample.run(desk))}${text.slice(text.indexOf(end))}`);
    desk.remove();
  }
}
