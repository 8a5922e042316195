/** One thing that was looked at: how it is, why that matters, and what to do. */
export interface Check {
  readonly name: string;
  /** `skipped`: nothing here needs it, or it could not be looked at for a reason that another check names. */
  readonly severity: "ok" | "warning" | "error" | "skipped";
  /** How it is. */
  readonly what: string;
  /** What does not work because of it; null where nothing is wrong. */
  readonly why: string | null;
  readonly remedy: string | null;
}

export function well(name: string, what: string): Check {
  return { name, severity: "ok", what, why: null, remedy: null };
}

export function skipped(name: string, what: string): Check {
  return { name, severity: "skipped", what, why: null, remedy: null };
}

export interface Trouble { readonly what: string; readonly why: string; readonly remedy: string }

export function wrong(name: string, trouble: Trouble): Check {
  return { name, severity: "error", ...trouble };
}

export function doubtful(name: string, trouble: Trouble): Check {
  return { name, severity: "warning", ...trouble };
}
