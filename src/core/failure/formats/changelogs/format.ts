/** A change that brings no note for the changelog: towncrier, Changesets, Changie (`next auto` and `batch auto`: changie's core/versions.go). */
import type { Format } from "../../format.ts";

export const changelogs: Format = {
  tool: "changelog",
  layer: "tool",
  class: "lint",
  pattern_name: "changelog_missing",
  rules: [
    { id: "towncrier", says: "problem", literals: ["No new newsfragments found on this branch"], pattern: /^(?<message>No new newsfragments found on this branch)\.$/, tool: "towncrier", confidence: 0.97 },
    { id: "changesets", says: "problem", literals: ["changed but no changesets were found"], pattern: /^(?:\S+\s{1,3}(?:error )?)?(?<message>Some packages have been changed but no changesets were found)\b/, tool: "changesets", confidence: 0.97 },
    { id: "changie", says: "problem", literals: ["no unreleased changes found for automatic bumping"], pattern: /^(?:Error: )?(?<message>no unreleased changes found for automatic bumping)$/, tool: "changie", confidence: 0.97 },
  ],
};
