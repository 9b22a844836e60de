import type { Scan } from '../scanner/state.ts';

/** Sorts of brackets beside the common ones. */
export const marks = {
  /** A template, from the first sign to the last. */
  template: 104,
  /** `${ … }` */
  substitution: 105,
  /** An element: its first tag, and all to the end of its last one. */
  element: 106,
  /** `{ … }` in a tag or between tags. */
  container: 107,
  /** A tag that opens an element. */
  tag: 108,
} as const;

/** An element that begins here, or nothing: `<` may begin type parameters as well. */
export function readTag(scan: Scan): boolean {
  const head =
    /<\s*(?:>|[\p{ID_Start}$_][\p{ID_Continue}$.:-]*(?![\p{ID_Continue}$.:-]|\s*[,=]|\s+extends\b(?!\s*[=/>])))/uy;
  head.lastIndex = scan.at;
  if (!head.test(scan.text) || isTypeParameters(scan.text, scan.at)) return false;
  scan.markup();
  begin(scan);
  readTags(scan);
  return true;
}

/** Characters in which the end of an element is looked for, where it may be a list of type parameters. */
const reach = 20_000;

/** `<T>(x: T) => T`, `<const T,>(x: T) => T`: parentheses follow, and no tag with this name ends what begins here. */
function isTypeParameters(text: string, at: number): boolean {
  const list = /<\s*(?:const\s+[\p{ID_Start}$_]|([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*>\s*\()/uy;
  list.lastIndex = at;
  const found = list.exec(text);
  if (!found) return false;
  return found[1] === undefined || !text.slice(at, at + reach).includes(`</${found[1]}`);
}

function begin(scan: Scan): void {
  scan.open(marks.element, scan.at);
  scan.open(marks.tag, scan.at + 1);
}

/** Goes on in an element until code begins in it, or it ends. Text between tags is no token. */
export function readTags(scan: Scan): void {
  for (;;) {
    const code = scan.innermost < 0 ? 0 : scan.code(scan.innermost);
    if (code === marks.tag) {
      if (readAttributes(scan)) return;
    } else if (code !== marks.element || readChildren(scan)) return;
  }
}

/** A line that begins a statement at the left edge: it is no part of an element that nobody has ended. */
const statement = /\n(?:export|import|function|class|const|let|async function|interface|type)\s/y;

function isStatement(text: string, at: number): boolean {
  statement.lastIndex = at;
  return statement.test(text);
}

/** Ends all open elements: what follows is code. */
function giveUp(scan: Scan, at: number): true {
  let depth = scan.depth;
  while (depth > 0 && scan.code(scan.openAt(depth - 1)) >= marks.element) depth--;
  scan.damage();
  scan.at = at;
  scan.giveUp(depth);
  return true;
}

/** Reads to the end of the tag, or into a container: then true. */
function readAttributes(scan: Scan): boolean {
  const { text } = scan;
  let given = false;
  for (let at = scan.at; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 && isStatement(text, at)) return giveUp(scan, at);
    if (unit === 123) {
      scan.at = at;
      scan.open(marks.container, at + 1);
      return true;
    }
    if (unit === 62) {
      scan.at = at;
      scan.close(marks.tag, at + 1);
      return false;
    }
    if (unit === 47) {
      const next = text.charCodeAt(at + 1);
      if (next === 62) {
        scan.at = at;
        scan.close(marks.tag, at + 2);
        scan.at = at + 2;
        scan.close(marks.element, at + 2);
        return false;
      }
      if (next === 42 || next === 47) {
        const end = next === 42 ? text.indexOf('*/', at + 2) + 2 : text.indexOf('\n', at);
        const stop = end < at + 2 ? text.length : end;
        scan.comment(at, stop);
        at = stop - 1;
        continue;
      }
    }
    if (unit === 34 || unit === 39) {
      const end = text.indexOf(text.charAt(at), at + 1);
      at = end < 0 ? text.length : end;
      given = false;
    } else if (unit === 60) {
      if (given) {
        scan.at = at;
        begin(scan);
        return false;
      }
      at = behindTypes(text, at) - 1;
    } else if (unit === 61) given = true;
    else if (unit > 32) given = false;
  }
  scan.damage();
  scan.at = text.length;
  return true;
}

/** `<Table<Row> …>`: the types behind the name of a component. */
function behindTypes(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 60) depth++;
    else if (unit === 62 && text.charCodeAt(at - 1) !== 61 && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Reads to the next tag, or into a container: then true. */
function readChildren(scan: Scan): boolean {
  const { text } = scan;
  for (let at = scan.at; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 && isStatement(text, at)) return giveUp(scan, at);
    if (unit === 123) {
      scan.at = at;
      scan.open(marks.container, at + 1);
      return true;
    }
    if (unit !== 60) continue;
    scan.at = at;
    if (text.charCodeAt(at + 1) !== 47) {
      begin(scan);
      return false;
    }
    const end = text.indexOf('>', at);
    if (end < 0) break;
    scan.close(marks.element, end + 1);
    return false;
  }
  scan.damage();
  scan.at = text.length;
  return true;
}
