import { kinds } from './kinds.ts';
import { brackets } from './lexicon.ts';
import type { Columns } from './tokens.ts';

/**
 * Matches the brackets of a text in which they do not balance, so that a mistake hurts as little as possible: a `}` that begins
 * its line closes the block whose line is indented as far, where there is one. What is open inside of it ends there.
 * Brackets of templates, tags and indented blocks keep the partners that the scanner gave them, and nothing is matched across them.
 */
export function matchAgain(text: string, columns: Columns, count: number): void {
  const opened: { readonly at: number; readonly code: number; readonly indent: number }[] = [];
  let indent = 0;
  for (let at = 0; at < count; at++) {
    const start = columns.start[at] ?? 0;
    const isFirst = columns.first[at] === 1;
    if (isFirst) indent = indentOf(text, start);
    const kind = columns.kind[at];
    const code = columns.code[at] ?? 0;
    if (kind === kinds.open) {
      columns.match[at] = count;
      opened.push({ at, code, indent });
    } else if (kind === kinds.close) {
      columns.match[at] = -1;
      const partner = partnerOf(code, isFirst && code === brackets.curly ? indent : undefined, opened);
      if (partner < 0) continue;
      for (let above = opened.length - 1; above > partner; above--) columns.match[opened[above]?.at ?? 0] = at;
      const own = opened[partner]?.at ?? 0;
      columns.match[own] = at;
      columns.match[at] = own;
      opened.length = partner;
    }
  }
}

function partnerOf(
  code: number,
  indent: number | undefined,
  opened: readonly { readonly code: number; readonly indent: number }[],
): number {
  let nearest = -1;
  for (let depth = opened.length - 1; depth >= 0; depth--) {
    const each = opened[depth];
    if (!each) break;
    if (each.code === code) {
      if (nearest < 0) nearest = depth;
      if (indent === undefined || each.indent === indent) return depth;
      // A block that begins further left than this bracket is not closed by looking for another around it.
      if (each.indent < indent) break;
    } else if (each.code > brackets.curly) break;
    // A round or square bracket closes nothing beyond the block that it stands in.
    else if (code !== brackets.curly && each.code === brackets.curly) break;
  }
  return nearest;
}

function indentOf(text: string, start: number): number {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return start - line;
}
