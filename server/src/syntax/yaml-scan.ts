/** Where the reader of block style is in a document. */
export interface Scan {
  readonly text: string;
  /** The next unit that is not read yet; after a line was finished, the first sign of the next line with content. */
  at: number;
  /** The column of `at` on a line with content; -1 at the end of the document. */
  column: number;
  /** The document has something that this reader leaves to the library: what was read of it is thrown away. */
  isDeclined: boolean;
}

export const tab = 9;
export const newline = 10;
export const space = 32;
export const doubleQuote = 34;
export const hash = 35;
export const singleQuote = 39;
export const comma = 44;
export const dash = 45;
export const colon = 58;
export const listStart = 91;
export const backslash = 92;
export const listEnd = 93;
export const mapStart = 123;
export const mapEnd = 125;

/** Ends the reading: for whoever reads on, the document has ended. */
export function decline(scan: Scan): undefined {
  scan.isDeclined = true;
  scan.at = scan.text.length;
  scan.column = -1;
  return undefined;
}

/** Whether a unit separates: a blank, a line break or the end of the text, which is `NaN`. */
export function isBlank(code: number): boolean {
  return code === space || code === newline || code === tab || code !== code;
}

/** The first unit from `at` on that is no space. */
export function afterSpaces(text: string, at: number): number {
  while (text.charCodeAt(at) === space) at++;
  return at;
}

/** Goes from the end of a line (-1 before the text) to the next line that is neither blank nor a comment. */
export function toNextLine(scan: Scan, from: number): void {
  const { text } = scan;
  let at = from;
  while (at < text.length) {
    const start = at + 1;
    at = afterSpaces(text, start);
    const code = text.charCodeAt(at);
    if (code === newline) continue;
    if (code === hash) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      continue;
    }
    if (at >= text.length) break;
    if (code === tab || (at === start && isMarker(text, at))) return decline(scan);
    scan.at = at;
    scan.column = at - start;
    return;
  }
  scan.at = text.length;
  scan.column = -1;
}

/** Leaves the line on which a value ended at `at`: nothing but a comment may follow it. */
export function finishLine(scan: Scan, at: number): void {
  const { text } = scan;
  const next = afterSpaces(text, at);
  const code = text.charCodeAt(next);
  if (code === newline || next >= text.length) return toNextLine(scan, next);
  if (code !== hash || next === at) return decline(scan);
  const end = text.indexOf('\n', next);
  toNextLine(scan, end < 0 ? text.length : end);
}

/** Whether a line begins as `---` or `...` do, which separate documents. */
export function isMarker(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== dash && code !== 46) return false;
  return text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code && isBlank(text.charCodeAt(at + 3));
}

/** Whether an item of a list begins here. */
export function isItem(scan: Scan): boolean {
  return scan.text.charCodeAt(scan.at) === dash && isBlank(scan.text.charCodeAt(scan.at + 1));
}
