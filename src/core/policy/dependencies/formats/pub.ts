/** Dart's packages: `pubspec.lock` and `pubspec.yaml` (https://dart.dev/tools/pub/pubspec). */
import { parse } from "yaml";
import { recordOf, textOf } from "../../../lockfile/lockfile.ts";
import type { Dependency } from "../dependency.ts";

/** Packages of the SDK and of the repository itself (`path`) are not brought in. */
export function readPubLock(text: string): readonly Dependency[] {
  const lock = recordOf(parse(text));
  if (lock["packages"] === undefined) throw new Error("no packages");
  return Object.entries(recordOf(lock["packages"])).filter(([, each]) => !["sdk", "path"].includes(textOf(recordOf(each)["source"]) ?? "")).map(([name, each]) => (
    { ecosystem: "Pub", name, version: textOf(recordOf(each)["version"]), licence: null }));
}

export function readPubspec(text: string): readonly Dependency[] {
  const file = recordOf(parse(text));
  const asked = ["dependencies", "dev_dependencies", "dependency_overrides"].flatMap((key) => Object.entries(recordOf(file[key])));
  const brought = asked.filter(([, how]) => recordOf(how)["sdk"] === undefined && recordOf(how)["path"] === undefined);
  return brought.map(([name]) => ({ ecosystem: "Pub", name, version: null, licence: null }));
}
