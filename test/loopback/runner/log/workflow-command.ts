/** `::name key=value,…::message` on a line of its own: how a step speaks to its runner (docs.github.com, "Workflow commands"). */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

export function parseCommand(line: string): WorkflowCommand | null {
  const match = /^\s*::([^\s:]+)(?:\s+((?:(?!::).)*))?::(.*)$/s.exec(line);
  if (match === null) return null;
  const [, name = "", properties = "", message = ""] = match;
  const pairs = properties.split(",").map((pair) => pair.trim()).filter((pair) => pair.includes("="));
  const entries = pairs.map((pair) => [pair.slice(0, pair.indexOf("=")).trim(), unescapeProperty(pair.slice(pair.indexOf("=") + 1))]);
  return { name: name.toLowerCase(), properties: Object.fromEntries(entries), message: unescapeData(message) };
}

function unescapeData(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapeProperty(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%");
}
