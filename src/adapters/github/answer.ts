/** Names what GitHub answered: our schemas read only what is needed, and what does not fit them is a fault. */
import type { z } from "zod";
import { Fault } from "../../core/fault/fault.ts";
import type { ParametersOf, Session } from "./client.ts";
import type { Operation } from "./operations.ts";

/** Names what an answer holds, or says that it has another shape than we know. */
export function parsed<T>(schema: z.ZodType<T>, data: unknown, operation: string): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Fault("github-unexpected", { detail: `${operation}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim() });
}

/** The answer of an operation; Fault `github-unexpected` where it has another shape. */
export async function answerOf<O extends Operation, T>(session: Session, operation: O, parameters: ParametersOf<O>, schema: z.ZodType<T>): Promise<T> {
  return parsed(schema, (await session.ask(operation, parameters)).data, operation);
}

/** The answer of a GET, or null when GitHub knows no such thing. */
export async function readOrNull<O extends Operation, T>(session: Session, operation: O, parameters: ParametersOf<O>, schema: z.ZodType<T>): Promise<T | null> {
  try {
    return await answerOf(session, operation, parameters, schema);
  } catch (error) {
    if (error instanceof Fault && error.code === "github-missing") return null;
    throw error;
  }
}
