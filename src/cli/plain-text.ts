/**
 * Text from outside, made safe for a terminal: every control character but line feed and tab is removed, so that a log line
 * cannot move the cursor, set a title or write to the clipboard (attack L09).
 */
export function plainText(text: string): string {
  return text.replace(/\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?)/g, "").replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, "");
}
