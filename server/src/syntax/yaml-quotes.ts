/** Lines that a quoted text may have; a quote that never ends must not take the rest of a file. */
const maxLines = 200;

/**
 * The same text with each quoted value on one line whose lines are indented less than YAML asks for: PyYAML, libyaml and Kubernetes
 * read `key: '{` … `}'` with the last line below the key. Each line break in it becomes spaces, which is what it is read as.
 */
export function withQuotesOnOneLine(text: string): string {
  let made = '';
  let done = 0;
  for (const match of text.matchAll(/^([ \t]*)(?:-[ \t]+)*[\w."'/-]{1,200}[ \t]*:[ \t]+(["'])/gm)) {
    const start = match.index + match[0].length;
    if (start <= done) continue;
    const end = closing(text, start, match[2] === '"');
    if (end === undefined) continue;
    const inner = text.slice(start, end);
    const indent = match[1]?.length ?? 0;
    const lines = inner.split('\n').slice(1);
    const isLess = lines.some((line) => line.trim() !== '' && line.length - line.trimStart().length <= indent);
    if (lines.length === 0 || lines.length > maxLines || !isLess) continue;
    made += text.slice(done, start) + inner.replace(/\r?\n/g, (lineBreak) => ' '.repeat(lineBreak.length));
    done = end;
  }
  return done === 0 ? text : made + text.slice(done);
}

/** Where a quoted text that begins at an offset ends, if nothing but a comment follows it on its line. */
function closing(text: string, start: number, isDouble: boolean): number | undefined {
  for (let at = start; at < text.length && at - start < 100_000; at++) {
    const character = text[at];
    if (isDouble && character === '\\') at++;
    else if (character === (isDouble ? '"' : "'")) {
      if (!isDouble && text[at + 1] === "'") at++;
      else return /^[ \t]*(#[^\n]*)?\r?(\n|$)/.test(text.slice(at + 1, at + 300)) ? at : undefined;
    }
  }
  return undefined;
}
