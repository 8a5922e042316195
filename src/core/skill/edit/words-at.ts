import { Unclear } from "./edit.ts";
import { nameAt, offsetOf, type Place } from "./place.ts";

/** The names that stand at the places; none where a place is not in the text, or no name stands there. */
export function wordsAt(text: string, places: readonly Place[]): readonly string[] {
  return places.flatMap((place) => {
    try {
      return [nameAt(text, offsetOf(text, place))];
    } catch (error) {
      if (error instanceof Unclear) return [];
      throw error;
    }
  });
}
