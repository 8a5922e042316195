/** The lines that our workflows show as what one may add, added: `# env:` and what stands below it. */
export function addSettings(workflow: string): string {
  const added = workflow.replace(/^ {8}# env:\n(?: {8}# {3}\S.*\n)+/m, (lines) => lines.replaceAll(/^ {8}# /gm, "        "));
  if (added === workflow) throw new Error("the workflow shows nothing that may be added");
  return added;
}
