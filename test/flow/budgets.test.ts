/** Rows E8, R3 on the App as it serves: what stops is shown on its page and to Prometheus, under the limits of the repository's own configuration. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
let project: Project;
beforeAll(async () => {
  stand = await openStand();
  project = await Project.open(stand, "budgeted", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\nlimits: {pull_requests_per_hour: 1, actions_minutes_per_day: 77}\n" });
  await project.offered();
  await project.turnRed({ branch: "release" });
  await project.until(({ held_by }) => held_by === "pull_requests_per_hour", 1);
});
afterAll(async () => {
  expect(stand.loopback.violations).toEqual([]);
  await stand.close();
});

const get = async (path: string): Promise<string> => (await fetch(`${stand.serving().url}${path}`)).text();

test("the page shows each budget with its limit, what stops, when there is room again and what to do, and which repair is held back", async () => {
  const [offer, held] = await project.repairs();
  const page = await get("/budgets");
  expect(page).toContain('<meter min="0" max="1" high="0.8" optimum="0" value="1" aria-label="pull requests per hour: 1 of 1"></meter>');
  expect(page).toMatch(/The next repair waits\.<\/b> 1 pull requests were opened within the hour or are on their way, and limits\.pull_requests_per_hour allows 1: it goes on by itself when the hour is over, or raise the limit\./);
  const freed = /pull requests in an hour<\/td><td data-label="Room again \(UTC\)"><time class="mono" datetime="([^"]+)"/.exec(page)?.[1] ?? "";
  // The page tells whole seconds, of a moment between the two openings and an hour.
  expect(Date.parse(freed)).toBeGreaterThan(Date.parse(offer?.opened_at ?? "") + 3_599_000);
  expect(Date.parse(freed)).toBeLessThanOrEqual(Date.parse(held?.opened_at ?? "") + 3_600_000);
  expect(page).toContain(`<a href="/repairs/${held?.id ?? ""}">`);
  expect(page).toContain("Limits of <code>.github/regreen.yml</code>");
  expect(page).toMatch(/of 77<\/td><td data-label="Unit">Actions minutes in a day/);
  expect(page).toMatch(/writes per hour<\/div>.*of 500/);
});

test("Prometheus reads the same as gauges, by GitHub's numbers and without the name of a repository", async () => {
  const text = await get("/metrics");
  const of = `repository_id="${project.repository.id}",installation_id="${stand.installation.id}"`;
  expect(text).toContain(`regreen_budget_spent{${of},budget="pull_requests_per_hour"} 1\n`);
  expect(text).toContain(`regreen_budget_limit{${of},budget="actions_minutes_per_day"} 77\n`);
  expect(text).toMatch(new RegExp(`regreen_budget_frees_timestamp_seconds\\{${of},budget="pull_requests_per_hour"\\} \\d{10}`));
  expect(text).toContain(`regreen_budget_held_repairs{${of}} 1\n`);
  expect(text).toMatch(new RegExp(`regreen_installation_budget_spent\\{installation_id="${stand.installation.id}",budget="writes_per_hour"\\} [1-9]`));
  expect(text).not.toContain("budgeted");
});

test("the hour is over: what was held back goes on, and the page shows room", async () => {
  stand.clock.forward(3_700);
  await stand.hurrying(() => project.until(({ step, held_by }) => step === "collect" && held_by === null, 1));
  stand.clock.forward(61);
  expect(await get("/budgets")).toMatch(/aria-label="pull requests per hour: 1 of 1"/);
  await project.endFixJob();
  await project.until(({ offer }) => offer?.number != null, 1);
});
