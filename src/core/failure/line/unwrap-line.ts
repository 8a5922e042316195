/** A program that runs others side by side puts a name before each of their lines; below it stands what the tool printed. */

const TASK = "(?:build|test|tests|lint|typecheck|type-check|types|tsc|check|format|compile|e2e|unit|ci|eslint|prettier|validate|coverage|verify)(?:[:-][\\w-]{1,30})?";

/** Turborepo `pkg:task: `, pnpm `folder task: `, Yarn `[pkg]: `, Lerna `@scope/pkg: `, Docker Compose `service-1  | `, concurrently `[0] ` and `[test] `, CTest's number of the test `1: ` (before what GoogleTest and Catch2 print), a time of day `[09:12:01] `. */
const NAMES: readonly RegExp[] = [
  new RegExp(`^@?[\\w./-]{1,80}:${TASK}: ?(?=[\\s\\S])`),
  new RegExp(`^[@\\w./-]{1,80} ${TASK}: `),
  /^(?:➤ YN0000: (?:│ )?)?\[@?[\w-]{1,40}\/[\w.-]{1,60}\]: /,
  /^@[\w-]{1,40}\/[\w.-]{1,60}: /,
  /^[\w.-]{1,60}-\d{1,3} {1,20}\| /,
  /^\[\d{1,2}\] (?=\s|[A-Za-z/.✖✘×●✕])/,
  new RegExp(`^\\[${TASK}\\] (?=[\\s\\S]|$)`),
  /^\d{1,4}: (?=\[[ =-]{2}|[^\s:]{1,300}\.(?:cc|cpp|cxx|c|h|hpp):\d+: |\S{1,300}\.(?:cc|cpp|cxx):\d+: FAILED:)/,
  /^\[\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\] /,
];

/** The line without the name that a runner of several tools put before it. */
export function unwrapLine(text: string): string {
  for (const name of NAMES) {
    const match = name.exec(text);
    if (match !== null) return text.slice(match[0].length);
  }
  return text;
}
