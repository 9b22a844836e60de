import type { Edit, Span } from '../../model/span.ts';
import type { Outline } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** Adds `import module` to a Python file, in the order of its other plain imports. */
export function insertPythonImport({ outline, text }: ResolvedCode, module: string): Edit {
  const line = `import ${module}\n`;
  const top = outline.imports.filter(({ span, module: own }) => own !== '__future__' && isTop(text, span));
  const plain = top.filter(({ span }) => text.startsWith('import', span.start));
  const next = plain.find((each) => each.module > module) ?? (plain.length === 0 ? top[0] : undefined);
  if (next) return insertion(next.span.start, line);
  const last = plain.at(-1);
  if (last) return insertion(behindLine(text, last.span.end), line);
  return insertion(headEnd(outline, text), line);
}

function isTop(text: string, { start }: Span): boolean {
  return start === 0 || text[start - 1] === '\n';
}

/** Behind comments, the module's text and imports from `__future__`. */
function headEnd({ imports }: Outline, text: string): number {
  const future = imports.findLast(({ module }) => module === '__future__');
  if (future) return behindLine(text, future.span.end);
  return /^(?:[ \t]*(?:#[^\n]*)?\n)*(?:[rRuU]?("""|''')[\s\S]*?\1[ \t]*\n)?/.exec(text)?.[0].length ?? 0;
}

function behindLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** Writes a statement first into a block behind a colon; one that holds only `pass` or `...` becomes the statement. */
export function insertPythonStatement({ text }: ResolvedCode, body: Span, statement: string): Edit | undefined {
  const own = text.slice(body.start, body.end);
  const first = /^:(?:\s*#[^\n]*\n|\s)*/.exec(own);
  if (!first) return undefined;
  const start = body.start + first[0].length;
  const nothing = /^(pass|\.\.\.)(?=\s*(#|$|\n))/.exec(text.slice(start, body.end));
  if (nothing) return { span: { start, end: start + nothing[0].length }, text: statement };
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  // On the line of the colon several statements would need a semicolon.
  if (lineStart <= body.start) return insertion(start, `${statement}; `);
  return insertion(start, `${statement}\n${text.slice(lineStart, start)}`);
}

function insertion(offset: number, text: string): Edit {
  return { span: { start: offset, end: offset }, text };
}
