/** Test runners of many languages whose output is told by its own words: Jasmine, AVA, Karma, Cucumber, Behave, Ginkgo, nextest, prove, Automake, Meson, ScalaTest, JUnit's console and more. */
import type { Format } from "../../format.ts";
import { nativeRunners } from "./native.ts";
import { scriptRunners } from "./script.ts";
import { virtualMachineRunners } from "./virtual-machine.ts";

export const testRunners: Format = {
  tool: "test-runner",
  layer: "tool",
  class: "test-failure",
  pattern_name: "test_failures",
  rules: [...scriptRunners, ...virtualMachineRunners, ...nativeRunners],
};
