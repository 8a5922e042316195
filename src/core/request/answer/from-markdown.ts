/** Our own Markdown as a terminal reads it: links with their address behind them, no marks of emphasis and code. */
export function fromMarkdown(text: string): string {
  return text.replace(/<details><summary>([^<]{0,200})<\/summary>/g, "$1:").replaceAll("</details>", "").replace(/<!--[^>]{0,200}-->\n*/g, "")
    .replace(/\[([^\]\n]{1,200})\]\(([^)\s]{1,500})\)/g, "$1 ($2)").replace(/^```\w*\n?/gm, "").replace(/`+ ?([^`\n]*?) ?`+/g, "$1").replaceAll("**", "").replace(/\n{3,}/g, "\n\n").trim();
}
