import process from "node:process";

/** Runs work that can be ended by SIGINT or SIGTERM: the signal aborts it, and the work ends by itself, in order. */
export async function untilSignalled<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once("SIGINT", abort);
  process.once("SIGTERM", abort);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", abort);
    process.off("SIGTERM", abort);
  }
}
