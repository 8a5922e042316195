/** A repair whose step no worker takes (row E4): it waits for somebody to start one that does, says so, and goes on by itself then. */
import type { FixStatus } from "../failure/pending-fix.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { Decision } from "./decision.ts";
import { alter, draft, swear } from "./draft.ts";
import type { Repair } from "./repair.ts";

/** It stays due: the first worker that can, takes it. */
export function standStill(repair: Repair, at: Timestamp): Decision {
  const reason = `no worker takes the step ${repair.step}: start one with \`regreen serve --role worker --take ${repair.step}\``;
  const still = alter({ ...draft(repair), due: at }, { status: "waiting_approval", held_by: "no_worker", reason });
  return repair.held_by === "no_worker" ? still : swear(still, { kind: "stopped", at, payload: { status: "waiting_approval", reason } });
}

/** As it was before it stood still. */
export function resumed(repair: Repair): Repair {
  return repair.held_by === "no_worker" ? { ...repair, held_by: null, status: statusOf(repair) } : repair;
}

function statusOf({ step, offer }: Repair): FixStatus {
  switch (step) {
    case "diagnose":
    case "guard":
    case "observe": return "pending";
    case "onboard": return offer?.number == null ? "pending" : "proposed";
    case "collect": return "planned";
    case "gate": return offer === null ? "escalated" : "proposed";
    case "closed": return "closed";
    default: return step satisfies never;
  }
}
