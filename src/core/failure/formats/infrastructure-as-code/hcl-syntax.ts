const TITLES = /^(?:Invalid (?:multi-line string|expression|character|block definition|template|operand)|Unterminated template|Argument or block definition required|Missing (?:newline|key\/value separator|item separator|attribute|expression)|Unclosed|Extra characters after|Unsupported operator|Invalid argument name)/;

/** Whether the title of an error is one of HCL's parser (hclsyntax/parser.go): the file is no configuration yet. */
export function isHclSyntax(title: string): boolean {
  return TITLES.test(title);
}
