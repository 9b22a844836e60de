import type { Span } from '../../model/span.ts';
import { stringLiteral } from './literals.ts';
import { isEmpty } from './nodes.ts';
import type { Block, Definition, Node, Pipe } from './nodes.ts';
import { next, parsePipe, peek, unexpected } from './parse-pipe.ts';
import type { Cursor } from './parse-pipe.ts';
import { SyntaxFailure, partsOf } from './tokens.ts';
import type { Part, Token } from './tokens.ts';

/** A template's text, read: its own body, and what it defines. */
export type Parsed =
  | { readonly body: Block; readonly definitions: readonly Definition[]; readonly mistake?: undefined }
  | { readonly mistake: { readonly message: string; readonly span: Span } };

/** Nesting of control structures that is read. */
const maxDepth = 100;
const maxChained = 500;

interface Reader {
  readonly text: string;
  readonly parts: readonly Part[];
  at: number;
  variables: string[];
  ranges: number;
  depth: number;
  chained: number;
  readonly definitions: Definition[];
  readonly isFunction: (name: string) => boolean;
}

/** Reads a template as Go's `text/template` does. Never throws: the first mistake ends it. */
export function parseTemplate(text: string, isFunction: (name: string) => boolean): Parsed {
  try {
    const parts = partsOf(text);
    const reader: Reader = {
      text,
      parts,
      at: 0,
      variables: ['$'],
      ranges: 0,
      depth: 0,
      chained: 0,
      definitions: [],
      isFunction,
    };
    const { body, stop } = block(reader, { top: true });
    if (stop) throw unexpected(stop.token, 'template');
    return { body, definitions: reader.definitions };
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    const { start, end } = error.span;
    return { mistake: { message: error.message, span: { start, end: Math.max(start, Math.min(end, text.length)) } } };
  }
}

/** What ended a block: its word, and the rest of the action. */
interface Stop {
  readonly token: Token;
  readonly cursor: Cursor;
  readonly span: Span;
}

function block(reader: Reader, { top = false }: { top?: boolean } = {}): { body: Block; stop?: Stop } {
  if (++reader.depth > maxDepth) {
    throw new SyntaxFailure(
      `nested deeper than ${maxDepth} levels`,
      reader.parts[reader.at]?.span ?? { start: 0, end: 0 },
    );
  }
  const body: Node[] = [];
  for (let part = reader.parts[reader.at]; part; part = reader.parts[reader.at]) {
    reader.at++;
    if (part.type === 'text') {
      body.push({ type: 'text', text: reader.text.slice(part.span.start, part.span.end), span: part.span });
      continue;
    }
    const cursor: Cursor = {
      tokens: part.tokens,
      at: 0,
      variables: reader.variables,
      isFunction: reader.isFunction,
      depth: 0,
    };
    const token = peek(cursor);
    if (token.type === 'word' && (token.text === 'end' || token.text === 'else')) {
      next(cursor);
      reader.depth--;
      return { body, stop: { token, cursor, span: part.span } };
    }
    const node = action(reader, { cursor, span: part.span, top });
    if (node) body.push(node);
  }
  reader.depth--;
  return { body };
}

interface Action {
  readonly cursor: Cursor;
  readonly span: Span;
  readonly top: boolean;
}

function action(reader: Reader, { cursor, span, top }: Action): Node | undefined {
  const token = peek(cursor);
  const word = token.type === 'word' ? token.text : '';
  switch (word) {
    case 'if':
    case 'with':
    case 'range':
      next(cursor);
      return control(reader, { word, cursor, start: span.start });
    case 'template': {
      next(cursor);
      const { name, nameSpan } = nameOf(cursor, 'template clause');
      const pipe =
        peek(cursor).type === 'end' ? undefined : parsePipe(cursor, { context: 'template clause', end: 'end' });
      return { type: 'template', name, nameSpan: inner(nameSpan), ...(pipe ? { pipe } : {}), span };
    }
    case 'block': {
      next(cursor);
      const { name, nameSpan } = nameOf(cursor, 'block clause');
      const pipe = parsePipe(cursor, { context: 'block clause', end: 'end' });
      const end = definition(reader, { name, nameSpan, start: span.start });
      return { type: 'template', name, nameSpan: inner(nameSpan), pipe, span: { start: span.start, end } };
    }
    case 'define': {
      if (!top) throw unexpected(token, 'command');
      next(cursor);
      const { name, nameSpan } = nameOf(cursor, 'define clause');
      if (peek(cursor).type !== 'end') throw unexpected(peek(cursor), 'define clause');
      definition(reader, { name, nameSpan, start: span.start });
      return undefined;
    }
    case 'break':
    case 'continue':
      next(cursor);
      if (peek(cursor).type !== 'end') throw unexpected(peek(cursor), `{{${word}}}`);
      if (reader.ranges === 0) throw new SyntaxFailure(`{{${word}}} outside {{range}}`, span);
      return { type: word, span };
    default:
      return { type: 'action', pipe: parsePipe(cursor, { context: 'command', end: 'end' }), span };
  }
}

function nameOf(cursor: Cursor, context: string): { name: string; nameSpan: Span } {
  const token = next(cursor);
  if (token.type !== 'string') throw unexpected(token, context);
  const nameSpan = { start: token.start, end: token.end };
  return { name: stringLiteral(token.text, nameSpan), nameSpan };
}

function inner({ start, end }: Span): Span {
  return { start: start + 1, end: end - 1 };
}

/** Reads the body of a `define` or `block`; gives where it ends. */
function definition(
  reader: Reader,
  { name, nameSpan, start }: { name: string; nameSpan: Span; start: number },
): number {
  const outer = { variables: reader.variables, ranges: reader.ranges };
  reader.variables = ['$'];
  reader.ranges = 0;
  const { body, stop } = block(reader);
  if (stop?.token.text !== 'end') throw stop ? unexpected(stop.token, 'define clause') : unclosed(nameSpan);
  expectEnd(stop.cursor, 'end');
  Object.assign(reader, outer);
  const made = { name, body, nameSpan, span: { start, end: stop.span.end } };
  const known = reader.definitions.findIndex((each) => each.name === name);
  const former = reader.definitions[known];
  if (!former) reader.definitions.push(made);
  else if (isEmpty(former.body)) reader.definitions[known] = made;
  else if (!isEmpty(body)) throw new SyntaxFailure(`multiple definition of template "${name}"`, nameSpan);
  return stop.span.end;
}

function unclosed(span: Span): SyntaxFailure {
  return new SyntaxFailure('unexpected EOF: an {{end}} is missing', span);
}

function expectEnd(cursor: Cursor, context: string): void {
  const token = peek(cursor);
  if (token.type !== 'end') throw unexpected(token, context);
}

interface Control {
  readonly word: 'if' | 'with' | 'range';
  readonly cursor: Cursor;
  readonly start: number;
}

function control(reader: Reader, { word, cursor, start }: Control): Node {
  const scope = reader.variables.length;
  const pipe: Pipe = parsePipe(cursor, { context: word, end: 'end' });
  const inRange = word === 'range' ? 1 : 0;
  reader.ranges += inRange;
  const { body, stop } = block(reader);
  reader.ranges -= inRange;
  if (!stop) throw unclosed({ start, end: pipe.span.end });
  const { otherwise, end } = elseOf(reader, { word, stop, start });
  reader.variables.length = scope;
  return { type: word, pipe, body, otherwise, span: { start, end } };
}

interface Else {
  readonly word: 'if' | 'with' | 'range';
  readonly stop: Stop;
  readonly start: number;
}

function elseOf(reader: Reader, { word, stop, start }: Else): { otherwise: Block; end: number } {
  if (stop.token.text === 'end') {
    expectEnd(stop.cursor, 'end');
    return { otherwise: [], end: stop.span.end };
  }
  const chained = peek(stop.cursor);
  if (chained.type === 'word' && chained.text === word && word !== 'range') {
    next(stop.cursor);
    if (++reader.chained > maxChained) throw new SyntaxFailure('too many {{else}} in one chain', stop.span);
    const node = control(reader, { word, cursor: stop.cursor, start: stop.span.start });
    reader.chained--;
    return { otherwise: [node], end: node.span.end };
  }
  expectEnd(stop.cursor, 'else');
  const rest = block(reader);
  if (!rest.stop) throw unclosed({ start, end: start + 2 });
  if (rest.stop.token.text !== 'end') throw unexpected(rest.stop.token, 'else');
  expectEnd(rest.stop.cursor, 'end');
  return { otherwise: rest.body, end: rest.stop.span.end };
}
