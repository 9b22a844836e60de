/** A function that a file defines, with the text up to the next one. */
export interface Definition {
  readonly name: string;
  readonly body: string;
  /** Where its line starts. */
  readonly at: number;
}

/** Lines that are longer were made by a tool, and are not read. */
export const longestLine = 500;
const longestText = 500_000;

/** Words that stand before a parenthesis and a brace without defining a function. */
const control =
  /^(if|else|for|while|do|switch|case|match|when|select|return|throw|raise|yield|await|try|catch|finally|with|using|synchronized|new|go|defer|func|fun|function|async)$/;

/** The functions of a file, read line by line so that no text takes long. */
export function definitionsIn(text: string): readonly Definition[] {
  const starts: { name: string; at: number; from: number }[] = [];
  let at = 0;
  for (const line of text.slice(0, longestText).split('\n')) {
    const name = line.length > longestLine ? undefined : (declaredIn(line.trim()) ?? methodIn(line.trim()));
    if (name !== undefined) starts.push({ name, at, from: at + line.indexOf('(') + 1 });
    at += line.length + 1;
  }
  return starts.map(({ name, at: line, from }, i) => ({
    name,
    at: line,
    body: text.slice(from, starts[i + 1]?.at ?? longestText),
  }));
}

/** `func (s *server) word(`, `export async function word(`, `async def word(`. */
function declaredIn(line: string): string | undefined {
  return /^(?:func\s+(?:\([^)]*\)\s*)?|(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s+|(?:async\s+)?def\s+)(\w+)\s*\(/.exec(
    line,
  )?.[1];
}

/** `public List<Line> word(String text) {`, `async word(text) {`, `const word = async (text) => {`. */
function methodIn(line: string): string | undefined {
  const open = line.indexOf('(');
  // What goes on behind the parenthesis is a call: `search(query).then((hits) => {`.
  if (open < 0 || !/^\([^()]*\)(?!\s*[.,&|?])[^;]*\{$/.test(line.slice(open))) return undefined;
  const head = line
    .slice(0, open)
    .replace(/=\s*(?:async\s*)?$/, '')
    .trimEnd();
  const name = /(?<!\w)\w+$/.exec(head)?.[0];
  if (name === undefined || control.test(name)) return undefined;
  const before = head.slice(0, -name.length);
  if (before === '') return name;
  const first = /^\w+/.exec(before)?.[0] ?? '';
  const modifies = first === 'async' || first === 'fun';
  return (modifies || !control.test(first)) && /^[\w<>[\], ?.]*[ \t]$/.test(before) ? name : undefined;
}
