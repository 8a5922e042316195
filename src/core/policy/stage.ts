/** The named gates of a change's way (row G8). A rule is of one; every verdict shows what each of them says. */
export const stages = [0, 1, 2, 3, 4, 5] as const;
export type Stage = (typeof stages)[number];

export const stageNames = {
  0: "onboarding", 1: "intake", 2: "grounding", 3: "change safety", 4: "hermetic verification", 5: "release",
} as const satisfies Record<Stage, string>;

/** What each is about, in one line. */
export const stageMeanings = {
  0: "the repository asked for Regreen, by a configuration that is right",
  1: "secrets, hidden characters, hostile text",
  2: "every claim cites evidence that exists, and holds for the commit that is judged",
  3: "tests for source changes, coverage of changed lines, migrations, configuration, ways back",
  4: "checks on this very commit; what it brings in: packages, vulnerabilities, licences",
  5: "approvals, labels, freshness, mergeability",
} as const satisfies Record<Stage, string>;
