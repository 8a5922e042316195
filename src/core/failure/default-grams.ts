/**
 * The grams of the registered formats' literals. Where Regreen is built (rolldown.config.mjs) they are chosen then, and this module becomes
 * the choice alone: a start does without the weighing.
 */
import { chooseGrams } from "./bytes/choose-grams.ts";
import type { GramChoice } from "./bytes/gram-table.ts";
import { formats } from "./formats/registry.ts";
import { literalsOf } from "./literals-of.ts";

export const defaultGrams: GramChoice = chooseGrams(literalsOf(formats));
