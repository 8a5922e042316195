import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installFromDebian } from "./debian.ts";

/** The folder of `go` and `gofmt`: as they are there, or from Debian where we may install them. */
export async function findGo(): Promise<string> {
  const present = findGofmt();
  if (present !== null) return present;
  await installFromDebian("golang-go", "gofmt is not on the path");
  const installed = findGofmt();
  if (installed === null) throw new Error("golang-go is installed and gofmt is still not on the path");
  return installed;
}

function findGofmt(): string | null {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/local/go/bin", "/usr/lib/go/bin"];
  return folders.find((folder) => existsSync(join(folder, "gofmt"))) ?? null;
}
