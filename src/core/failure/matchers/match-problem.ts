/** Runs one matcher over the lines of a log, as GitHub's runner does (actions/runner, `IssueMatcher.cs`): patterns of one matcher match successive lines. */
import type { GroupName, ProblemMatcher } from "./problem-matcher.ts";

export type Captured = Readonly<Partial<Record<GroupName, string>>>;

export interface Matching {
  /** What the line completes, or null. */
  next(line: string): Captured | null;
}

export function openMatching({ patterns }: ProblemMatcher): Matching {
  const last = patterns.length - 1;
  let running: (Captured | null)[] = patterns.map(() => null);
  return {
    next(line) {
      for (let index = last; index >= 0; index--) {
        const pattern = patterns[index];
        const before = index === 0 ? {} : (running[index - 1] ?? null);
        const captured = pattern === undefined || before === null ? null : capture(pattern, line);
        if (index < last) running[index] = captured === null ? null : { ...before, ...captured };
        else if (captured !== null && before !== null) {
          running = patterns.map((_, position) => (pattern?.loop === true && position === last - 1 ? before : null));
          return { ...before, ...captured };
        } else if (index > 0) running[index - 1] = null;
      }
      return null;
    },
  };
}

function capture({ expression, groups }: ProblemMatcher["patterns"][number], line: string): Captured | null {
  const matcher = expression.matcher(line);
  if (!matcher.find()) return null;
  return Object.fromEntries(groups.flatMap(([name, group]) => {
    const text = matcher.group(group);
    return text === null || text === undefined ? [] : [[name, text]];
  }));
}
