/** A standing order is a person's word that holds for a repository until it ends: a waiver of a rule, the mode of a language model. */
import { z } from "zod";
import { Waiver } from "../policy/leniency.ts";
import { Timestamp } from "../identity/timestamp.ts";
import { Mode } from "./command.ts";

export const StandingOrder = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("waiver"), waiver: Waiver, at: Timestamp }),
  z.strictObject({ kind: z.literal("mode"), mode: Mode, by: z.string(), at: Timestamp }),
]);
export type StandingOrder = z.infer<typeof StandingOrder>;

/** The waivers among them; whether one still holds is for the gate to see. */
export function waiversOf(orders: readonly StandingOrder[]): readonly Waiver[] {
  return orders.flatMap((order) => (order.kind === "waiver" ? [order.waiver] : []));
}

/** The mode that was set last; null: none was. `orders`: oldest first. */
export function modeOf(orders: readonly StandingOrder[]): Extract<StandingOrder, { readonly kind: "mode" }> | null {
  return orders.findLast((order) => order.kind === "mode") ?? null;
}
