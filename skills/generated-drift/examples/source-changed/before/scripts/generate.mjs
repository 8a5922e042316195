import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const colours = JSON.parse(readFileSync("colours.json", "utf8"));
mkdirSync("src/generated", { recursive: true });
for (const [name, value] of Object.entries(colours)) {
  writeFileSync(`src/generated/${name}.js`, `// Made by scripts/generate.mjs; do not edit.\nexport const ${name} = "${value}";\n`);
}
