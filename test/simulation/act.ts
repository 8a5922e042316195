/** What may go wrong, and where: a seed draws some of these, each at the n-th call that any worker makes through its ports. */

export type Act =
  /** The process dies: before the call is made, or after it was carried out and before the answer is seen. */
  | { readonly kind: "kill"; readonly when: "before" | "after"; readonly restartSeconds: number }
  /** The process stands still for so long (a suspended machine, a stopped container), and then goes on as if nothing had been. */
  | { readonly kind: "pause"; readonly seconds: number }
  /** Nobody reaches the database; `answer-lost`: this very call is still carried out, and its answer lost. */
  | { readonly kind: "database-gone"; readonly seconds: number; readonly how: "refused" | "answer-lost" }
  /** Nothing can be written to the database's disk; what is read still comes. */
  | { readonly kind: "disk-full"; readonly seconds: number }
  /** GitHub (the next call to it) answers so, before or after it did what was asked. Status 0: the connection is cut. */
  | { readonly kind: "github"; readonly when: "before" | "after"; readonly status: number; readonly message: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: "github-slow"; readonly seconds: number }
  /** All processes die, nothing comes in, and so long nobody starts anything. */
  | { readonly kind: "outage"; readonly seconds: number }
  /** The machine's clock is set so many seconds forward or back. */
  | { readonly kind: "clock-set"; readonly seconds: number };

export type ActKind = Act["kind"];

/** What the network does with one delivery. */
export interface DeliveryFate {
  /** Seconds until it arrives, once for each time that it does; empty: it is lost. */
  readonly arrivals: readonly number[];
}
