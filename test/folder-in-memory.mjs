// Tests make and remove tens of thousands of small files, which a disk's file system takes its time for: `folderInMemory()` makes a folder in memory for them, where there
// is room and programs may be run from it (tests run some). As a program: prints the folder, or nothing.
import { chmodSync, mkdtempSync, readFileSync, statfsSync } from "node:fs";
import { join } from "node:path";

/** https://www.kernel.org/doc/html/latest/filesystems/tmpfs.html: glibc expects it there. */
const MEMORY = "/dev/shm";
/** All suites at once leave no more than 2 GB at a time. */
const ROOM_BYTES = 4e9;

/** Null: not here, or somebody has named another folder; then the system's own is used. */
export function folderInMemory() {
  if (process.env.TMPDIR !== undefined) return null;
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM_BYTES || !runsPrograms()) return null;
    const folder = mkdtempSync(join(MEMORY, "regreen-tests-"));
    // PostgreSQL runs as a user of its own.
    chmodSync(folder, 0o755);
    return folder;
  } catch {
    return null;
  }
}

function runsPrograms() {
  const mount = readFileSync("/proc/mounts", "utf8").split("\n").map((line) => line.split(" ")).findLast(([, place]) => place === MEMORY);
  return mount !== undefined && !(mount[3] ?? "").split(",").includes("noexec");
}

if (import.meta.filename === process.argv[1]) process.stdout.write(folderInMemory() ?? "");
