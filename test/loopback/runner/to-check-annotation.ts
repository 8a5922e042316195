import type { CheckAnnotation } from "../state/check.ts";
import type { Annotation } from "./log/step-output.ts";

/** A step's annotation as the check run keeps it. */
export function toCheckAnnotation(annotation: Annotation): CheckAnnotation {
  return {
    path: annotation.path, start_line: annotation.startLine, end_line: annotation.endLine, start_column: annotation.startColumn, end_column: annotation.endColumn,
    annotation_level: annotation.level, title: annotation.title, message: annotation.message, raw_details: null,
  };
}
