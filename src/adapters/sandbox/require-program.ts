import { Fault } from "../../core/fault/fault.ts";
import type { SandboxCommand, SandboxKind, SandboxOutcome } from "../../ports/sandbox.ts";
import { findProgram, findSystemProgram } from "./find-program.ts";

/** Fault `environment-missing` when the command's program is not on this machine (inside the scratch folder it may be, seen at another place). */
export function requireProgram(command: SandboxCommand): void {
  const name = command.argv[0] ?? "";
  const inScratch = command.at !== undefined && name.startsWith(`${command.at}/`);
  if (inScratch || findProgram(name, command.environment["PATH"] ?? "/usr/bin:/bin") !== null) return;
  throw new Fault("environment-missing", { detail: `the program "${name}" is not installed` });
}

/** Absolute path of one of util-linux's programs, or of iproute2's. */
export function requireTool(name: string): string {
  const path = findSystemProgram(name);
  if (path === null) throw new Fault("sandbox-unavailable", { detail: `${name} (${name === "ip" ? "iproute2" : "util-linux"}) is not installed` });
  return path;
}

/** The sandbox's own programs write to standard error only when they could not do their part: then the command has not run as it should. */
export function refuseComplaint(kind: SandboxKind, complaint: string, outcome: SandboxOutcome): void {
  if (outcome.stopped !== null && outcome.stopped !== "signal") return;
  if (complaint.trim() === "" || outcome.exit === 0) return;
  throw new Fault("sandbox-unavailable", { detail: `${kind}: ${complaint.trim().split("\n").slice(0, 3).join("; ")}` });
}
