/** An answer that is a refusal, in GitHub's shape: `{message, documentation_url, status, errors?}`. */
export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: string;
  readonly message?: string;
}

export class HttpProblem extends Error {
  readonly status: number;
  readonly errors: readonly FieldError[] | null;

  constructor(status: number, message: string, errors: readonly FieldError[] | null = null) {
    super(message);
    this.name = "HttpProblem";
    this.status = status;
    this.errors = errors;
  }

  body(): Record<string, unknown> {
    const base = { message: this.message, documentation_url: "https://docs.github.com/rest", status: String(this.status) };
    return this.errors === null ? base : { ...base, errors: this.errors };
  }
}

export function notFound(): HttpProblem {
  return new HttpProblem(404, "Not Found");
}

/** GitHub's 422 for a value it understands and refuses. */
export function invalid(resource: string, field: string, message?: string): HttpProblem {
  return new HttpProblem(422, "Validation Failed", [{ resource, field, code: message === undefined ? "invalid" : "custom", ...(message === undefined ? {} : { message }) }]);
}
