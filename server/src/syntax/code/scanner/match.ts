import { kinds } from './kinds.ts';
import { brackets, type Beginnings } from './lexicon.ts';
import type { Columns } from './tokens.ts';

interface Open {
  readonly at: number;
  readonly code: number;
  /** Of the line that it stands in. */
  readonly indent: number;
}

/**
 * Matches the brackets of a text in which they do not balance, so that a mistake hurts as little as possible. A `}` that begins its line
 * closes the block whose line is indented as far, where there is one. A line that begins as a statement does, and is not indented
 * further than the line of a bracket, ends that bracket. What is open inside of a bracket that ends, ends with it.
 * Brackets of templates, tags and indented blocks keep the partners that the scanner gave them, and nothing is matched across them.
 */
export function matchAgain(
  text: string,
  { columns, count, begins }: { columns: Columns; count: number; begins: Beginnings },
): void {
  const opened: Open[] = [];
  let indent = 0;
  const endFrom = (depth: number, at: number) => {
    for (const each of opened.splice(depth)) columns.match[each.at] = at;
  };
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
      const depth = partnerOf(code, isFirst && code === brackets.curly ? indent : undefined, opened);
      if (depth < 0) continue;
      const own = opened[depth]?.at ?? 0;
      endFrom(depth, at);
      columns.match[at] = own;
    } else if (kind === kinds.name && isFirst && begins.statement.has(code)) {
      let depth = opened.length;
      while (depth > 0 && ends(opened[depth - 1], { indent, isDeclaration: begins.declaration.has(code) })) depth--;
      endFrom(depth, at);
    }
  }
}

function ends(open: Open | undefined, line: { indent: number; isDeclaration: boolean }): boolean {
  if (!open || open.code > brackets.curly || open.indent < line.indent) return false;
  return open.code !== brackets.curly || line.isDeclaration;
}

function partnerOf(code: number, indent: number | undefined, opened: readonly Open[]): number {
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
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}
