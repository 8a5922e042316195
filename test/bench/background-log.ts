/** A CI log in which nothing fails, made from a seed: the same bytes every time. The kinds of line are those that jobs print most. */
import { seededRandom } from "../core/failure/seeded-random.ts";

export type Pick = (list: readonly string[]) => string;
type Number_ = (below: number) => number;

/** What a log is made of: kinds of innocent lines, and lines that tools print when something fails. */
export interface Background {
  readonly kinds: readonly ((pick: Pick, below: Number_) => string)[];
  readonly trouble: readonly string[];
}

const WORDS = ["cart", "price", "order", "user", "session", "cache", "parser", "router", "config", "stream", "buffer", "index", "worker", "queue", "ledger", "token"] as const;
const PACKAGES = ["typescript", "undici-types", "@types/node", "lodash", "chalk", "semver", "picomatch", "requests", "numpy", "serde", "tokio", "guava", "junit-jupiter"] as const;

const KINDS: Background["kinds"] = [
  (pick, below) => `npm http fetch GET 200 https://registry.example/${pick(PACKAGES)} ${String(below(900))}ms (cache hit)`,
  (pick, below) => `  Downloading ${pick(PACKAGES)}-${String(below(9))}.${String(below(20))}.${String(below(9))}-py3-none-any.whl (${String(below(900))} kB)`,
  (pick) => `Requirement already satisfied: ${pick(PACKAGES)} in ./venv/lib/python3.12/site-packages`,
  (pick, below) => `[INFO] Downloaded from central: https://repo.example/maven2/com/acme/${pick(WORDS)}/${String(below(9))}.0/${pick(WORDS)}.jar (${String(below(400))} kB at 1.2 MB/s)`,
  (pick, below) => `[${String(below(100)).padStart(3)}%] Building CXX object src/CMakeFiles/shop.dir/${pick(WORDS)}.cpp.o`,
  (pick, below) => `   Compiling ${pick(PACKAGES)} v${String(below(9))}.${String(below(30))}.${String(below(9))}`,
  (pick, below) => `  ✓ ${pick(WORDS)} › keeps the ${pick(WORDS)} of every ${pick(WORDS)} (${String(below(40))} ms)`,
  (pick, below) => `tests/test_${pick(WORDS)}.py ${".".repeat(1 + below(40))} [ ${String(below(100))}%]`,
  (pick) => `=== RUN   Test${pick(WORDS)}/${pick(WORDS)}`,
  (pick, below) => `--- PASS: Test${pick(WORDS)} (0.${String(below(99)).padStart(2, "0")}s)`,
  (pick) => `ok  \tshop/${pick(WORDS)}\t0.012s`,
  (pick, below) => `remote: Counting objects: ${String(below(100))}% (${String(below(9000))}/9000), done.`,
  (pick) => `Unpacking lib${pick(WORDS)}-dev (1.2.3-1ubuntu2) ...`,
  (pick, below) => `#${String(1 + below(30))} ${String(below(90))}.${String(100 + below(800))} Get:${String(below(99))} http://archive.example/ubuntu noble/main amd64 lib${pick(WORDS)} amd64 [${String(below(900))} kB]`,
  (pick, below) => `dist/assets/${pick(WORDS)}-${below(1e9).toString(36)}.js  ${String(below(400))}.12 kB │ gzip: 12.34 kB`,
  (pick) => `> Task :${pick(WORDS)}:compileJava UP-TO-DATE`,
  (pick, below) => `Running com.acme.${pick(WORDS)}.${pick(WORDS)}Test; Tests run: ${String(below(30))}, Failures: 0, Errors: 0, Skipped: 0`,
  (pick) => `  File src/${pick(WORDS)}/${pick(WORDS)}.ts already up to date, retrying not needed`,
];

/** Lines that tools print when something fails; one stands among each `every` lines of a troubled log. */
const TROUBLE: Background["trouble"] = [
  "src/cart.ts(12,7): error TS2322: Type 'number' is not assignable to type 'string'.",
  "FAILED tests/test_cart.py::test_total - assert 2 == 1",
  "src/shop.c:7:9: error: 'price' undeclared (first use in this function)",
  "--- FAIL: TestAdd (0.00s)",
  "npm error code ECONNRESET",
  "would reformat src/cart.py",
  "[ERROR] Failed to execute goal org.acme:shop-plugin:1.0:run on project shop: no price",
  "test tests::adds ... FAILED",
];

/** A log as quiet as most are. */
export const quietJob: Background = { kinds: KINDS, trouble: TROUBLE };

export interface BackgroundRequest {
  readonly seed: number;
  readonly lines: number;
  /** A quiet job's when left out. */
  readonly of?: Background;
}

/** A line, and which kind of line it is: lines of one kind come from one template. */
export interface LabelledLine { readonly text: string; readonly kind: number }

/** Raw GitHub Actions lines: the time stamp first, no line feed. */
export function* labelledLines({ seed, lines, of = quietJob }: BackgroundRequest): Generator<LabelledLine> {
  const random = seededRandom(seed);
  const below: Number_ = (limit) => Math.floor(random() * limit);
  const pick: Pick = (list) => list[below(list.length)] ?? "";
  for (let line = 0; line < lines; line++) {
    const kind = below(of.kinds.length);
    const clock = `2026-11-20T08:${String(Math.floor(line / 60_000) % 60).padStart(2, "0")}:${String(Math.floor(line / 1000) % 60).padStart(2, "0")}.${String(line % 1000).padStart(3, "0")}0000Z`;
    yield { text: `${clock} ${of.kinds[kind]?.(pick, below) ?? ""}`, kind };
  }
}

/** Raw GitHub Actions lines (time stamp first), line feeds between them and at the end. */
export function backgroundLog(request: BackgroundRequest): string {
  let text = "";
  for (const line of labelledLines(request)) text += `${line.text}\n`;
  return text;
}

/** A background log with a line of trouble every `every` lines (0.2 % of the lines when `every` is 500). */
export function troubledLog({ every, ...request }: BackgroundRequest & { readonly every: number }): string {
  const { trouble } = request.of ?? quietJob;
  return backgroundLog(request)
    .split("\n")
    .map((line, index) => (index % every === every - 1 ? `${line.slice(0, 29)}${trouble[Math.floor(index / every) % trouble.length] ?? ""}` : line))
    .join("\n");
}
