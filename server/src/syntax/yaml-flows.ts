/** Units that a flow collection may have; a bracket that never ends must not take the rest of a file. */
const maxLength = 20_000;

/**
 * The same text with each `[…]` and `{…}` of an entry on one line whose lines are indented less than YAML asks for: libyaml, and
 * with it Kubernetes and Helm, do not look at the indentation in them. Each line break in it becomes spaces.
 */
export function withFlowsOnOneLine(text: string): string {
  let made = '';
  let done = 0;
  for (const match of text.matchAll(/^([ \t]*(?:-[ \t]+)*)[\w."'/-]{1,200}[ \t]*:[ \t]+(?=[[{])/gm)) {
    const start = match.index + match[0].length;
    if (start <= done) continue;
    const end = closing(text, start);
    if (end === undefined) continue;
    const inner = text.slice(start, end);
    const indent = match[1]?.length ?? 0;
    const lines = inner.split('\n').slice(1);
    const isLess = lines.some((line) => line.trim() !== '' && line.length - line.trimStart().length <= indent);
    if (!isLess) continue;
    made += text.slice(done, start) + inner.replace(/\r?\n/g, (lineBreak) => ' '.repeat(lineBreak.length));
    done = end;
  }
  return done === 0 ? text : made + text.slice(done);
}

/** Where a collection that begins at an offset ends; undefined where it does not, or holds a comment, which needs its line. */
function closing(text: string, start: number): number | undefined {
  const open: string[] = [];
  let quote = '';
  for (let at = start; at < text.length && at - start < maxLength; at++) {
    const sign = text[at] ?? '';
    if (quote !== '') {
      if (quote === '"' && sign === '\\') at++;
      else if (sign === quote) quote = '';
    } else if ((sign === '"' || sign === "'") && /[\s,[{:]/.test(text[at - 1] ?? '')) quote = sign;
    else if (sign === '#' && /\s/.test(text[at - 1] ?? '')) return undefined;
    else if (sign === '[' || sign === '{') open.push(sign);
    else if (sign === ']' || sign === '}') {
      if (open.pop() !== (sign === ']' ? '[' : '{')) return undefined;
      if (open.length === 0) return at + 1;
    }
  }
  return undefined;
}
