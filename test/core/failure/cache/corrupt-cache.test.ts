/** Logs as actions/cache 3 and 4 and actions/setup-node 4 print them, with what tar, gzip and zstd say of a broken archive (actions/cache issues 472, 713 and 1555). */
import { describe, expect, test } from "@jest/globals";
import { openCacheReading } from "../../../../src/core/failure/cache/corrupt-cache.ts";

const stamp = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `2026-11-20T08:15:10.1000000Z ${line}\n`).join(""));
const keysIn = (lines: readonly string[], size = 1 << 16): readonly string[] => {
  const [reading, bytes] = [openCacheReading(), stamp(lines)];
  for (let at = 0; at < bytes.length; at += size) reading.push(bytes.subarray(at, at + size));
  return reading.finish();
};

const key = "Linux-yarn-1405803878f8b90eb29be7a5f59df53c";
const begin = (action = "actions/cache@v4"): string[] => [`##[group]Run ${action}`, "with:", "  path: .yarn/cache", `  key: ${key}`, "  restore-keys: Linux-yarn-", "##[endgroup]"];
const tar = ["Cache Size: ~284 MB (297944681 B)", "[command]/usr/bin/tar -z -xf /home/runner/work/_temp/e0b55219/cache.tgz -P -C /home/runner/work/hello/hello", ""];
const gzip = ["gzip: stdin: invalid compressed data--crc error", "/usr/bin/tar: Child returned status 1", "/usr/bin/tar: Error is not recoverable: exiting now"];
const zstd = ["/*stdin*\\ : Decoding error (36) : Restored data doesn't match checksum ", "/usr/bin/tar: Unexpected EOF in archive"];
const failed = "##[warning]Failed to restore: \"/usr/bin/tar\" failed with error: The process '/usr/bin/tar' failed with exit code 2";
const failedBefore = "##[warning]Tar failed with error: The process '/usr/bin/tar' failed with exit code 2";

describe("a cache that was downloaded and could not be unpacked is named by its key", () => {
  test.each<[string, string[], string[]]>([
    ["gzip", [...begin(), ...tar, ...gzip, failed], [key]],
    ["zstd", [...begin(), ...tar, ...zstd, failed], [key]],
    ["an older actions/cache", [...begin("actions/cache@v2"), ...tar, ...zstd, failedBefore], [key]],
    ["the key that was hit, not the one that was asked for", [...begin(), "Cache hit for restore-key: Linux-yarn-older", ...tar, ...zstd, failed], ["Linux-yarn-older"]],
    ["a set-up action", [...begin("actions/setup-node@v4"), "Cache hit for: node-cache-Linux-x64-npm-c0ffee", ...tar, ...zstd, failed], ["node-cache-Linux-x64-npm-c0ffee"]],
    ["two caches", [...begin(), ...tar, ...zstd, failed, ...begin("actions/cache/restore@v4"), "Cache hit for: other", ...tar, ...gzip, failed], [key, "other"]],
  ])("%s", (...[, lines, keys]) => {
    expect([keysIn(lines), keysIn(lines, 7)]).toEqual([keys, keys]);
  });
});

describe("none is named", () => {
  test.each<[string, string[]]>([
    ["where it was restored", [...begin(), ...tar, "Cache restored successfully", `Cache restored from key: ${key}`]],
    ["where the service did not answer", [...begin(), "##[warning]Failed to restore: Cache service responded with 503"]],
    ["where no key is shown", ["##[group]Run actions/cache@v4", "##[endgroup]", ...tar, ...zstd, failed]],
    ["by a run step that only says so", ["##[group]Run cat old.log", `key: ${key}`, "##[endgroup]", ...tar, ...zstd, failed]],
    ["where the key is none", [...begin().map((line) => line.replace(key, "a,b")), ...tar, ...zstd, failed]],
    ["where it is longer than a key is", [...begin().map((line) => line.replace(key, "k".repeat(513))), ...tar, ...zstd, failed]],
  ])("%s", (...[, lines]) => {
    expect(keysIn(lines)).toEqual([]);
  });

  test("in a log of one endless line, within bounded memory", () => {
    const reading = openCacheReading();
    for (let index = 0; index < 200; index += 1) reading.push(Buffer.alloc(1 << 16, "x"));
    expect(reading.finish()).toEqual([]);
  });
});
