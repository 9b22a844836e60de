import type { Span } from '../model/span.ts';

/** Lines of a call or a chain that are looked at, up and down. */
const most = 40;
/** Nothing but the beginning of a comment: in markup it is in braces. */
const opening = /^\s*\{?\s*$/;
const comment = /^(\{\{-?\s*\/\*|\/\/|#|\/\*|\*|<!--|--|\{\s*\/\*)/;
/** A line that opens what goes on below: arguments or a list, and no block. */
const opens = /[([,]\s*[{[]?$/;
const handles = /\b(catch|except|finally)\b[^;]*[{:]$|\b\w*[eE]rr\w* != nil\b[^;]*\{$/;

/** What a comment at an offset covers; asked in the order of the text, each line is looked at once. */
export function openCovered(text: string): (comment: number) => Span {
  let own = { start: 0, end: -1, from: 0, to: -1 };
  /** Lines that say nothing from one comment on, and the end of the line behind them. */
  let run = { start: 0, last: -1, end: 0, to: 0 };
  return (at) => {
    if (at > own.end) {
      const start = text.lastIndexOf('\n', at - 1) + 1;
      const end = endOfLine(text, at);
      own = { start, end, from: start, to: end };
      if (!opening.test(text.slice(start, at))) return { start: (own.from = startOfWrapped(text, start, at)), end };
      own.from = startOfHandler(text, start);
    } else if (!opening.test(text.slice(own.start, at))) return { start: own.from, end: own.end };
    const { start, end } = own;
    if (start < run.start || start > run.last) {
      run = { start, last: start, end, to: end };
      while (run.end < text.length) {
        const next = run.end + 1;
        run.end = endOfLine(text, next);
        const line = text.slice(next, run.end).trim();
        if (line !== '' && !comment.test(line)) break;
        run.last = next;
      }
      run.to = endOfWrapped(text, run.last === start ? end + 1 : endOfLine(text, run.last) + 1, run.end);
    }
    return { start: own.from, end: run.to };
  };
}

/** The end of the statement that begins on a line: its arguments over several lines, and the chain below. */
function endOfWrapped(text: string, start: number, end: number): number {
  const indent = indentOf(text, start);
  let to = end;
  let isOpen = opens.test(text.slice(start, end).trimEnd());
  let at = end + 1;
  for (let lines = 0; lines < most && at <= text.length; lines++) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, lineEnd).trim();
    const depth = indentOf(text, at);
    if (isOpen && line !== '' && depth <= indent && !/^[)\]}]/.test(line)) return to;
    if (!isOpen && !/^\??\.\w/.test(line)) return to;
    if (isOpen ? depth <= indent && /^[)\]}]/.test(line) : true) {
      to = lineEnd;
      isOpen = opens.test(line);
    }
    at = lineEnd + 1;
  }
  return to;
}

/** Where the statement begins whose last line has a comment behind it. */
function startOfWrapped(text: string, start: number, at: number): number {
  const line = text.slice(start, at).trim();
  const isChain = /^\??\.\w/.test(line);
  if (!isChain && !/^[)\]}]/.test(line)) return start;
  const indent = indentOf(text, start);
  let above = start;
  for (let lines = 0; lines < most && above > 0; lines++) {
    above = text.lastIndexOf('\n', above - 2) + 1;
    const words = text.slice(above, endOfLine(text, above)).trim();
    const depth = indentOf(text, above);
    if (isChain) {
      if (/^\??\.\w/.test(words) || depth > indent || /^[)\]}]/.test(words)) continue;
      return above;
    }
    if (words === '' || depth > indent) continue;
    if (depth < indent) return start;
    return opens.test(words) || (/^\}\s*$/.test(line) && handles.test(words)) ? above : start;
  }
  return start;
}

/** The line of a handler in which a comment comes first. */
function startOfHandler(text: string, start: number): number {
  let above = start;
  for (let lines = 0; lines < most && above > 0; lines++) {
    const before = text.lastIndexOf('\n', above - 2) + 1;
    const words = text.slice(before, above).trim();
    if (words !== '' && !comment.test(words)) return handles.test(words) ? before : start;
    above = before;
  }
  return start;
}

function indentOf(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - start;
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}
