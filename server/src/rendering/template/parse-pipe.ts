import type { Span } from '../../model/span.ts';
import { numberLiteral, stringLiteral } from './literals.ts';
import type { Command, Field, Operand, Pipe } from './nodes.ts';
import { SyntaxFailure } from './tokens.ts';
import type { Token } from './tokens.ts';

/** What the expressions of an action are read with. */
export interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  /** Variables in scope, innermost last. */
  readonly variables: string[];
  readonly isFunction: (name: string) => boolean;
  depth: number;
}

/** Nesting of parentheses that is read. */
const maxDepth = 100;

/** The token that is read next. */
export function peek(cursor: Cursor): Token {
  const token = cursor.tokens[cursor.at] ?? cursor.tokens.at(-1);
  if (!token) throw new SyntaxFailure('unexpected EOF', { start: 0, end: 0 });
  return token;
}

/** Takes the next token. */
export function next(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at++;
  return token;
}

/** Reads a pipeline up to and with the token that ends it. */
export function parsePipe(cursor: Cursor, { context, end }: { context: string; end: 'end' | 'close' }): Pipe {
  const start = peek(cursor).start;
  const declared = declarations(cursor, context);
  const commands: Command[] = [];
  for (;;) {
    const token = peek(cursor);
    if (token.type === end) break;
    commands.push(parseCommand(cursor, { context, end }));
    if (peek(cursor).type === 'pipe') next(cursor);
  }
  if (commands.length === 0) throw new SyntaxFailure(`missing value for ${context}`, peek(cursor));
  for (let i = 1; i < commands.length; i++) {
    const first = commands[i]?.args[0];
    if (first && /^(bool|dot|nil|number|string)$/.test(first.type)) {
      throw new SyntaxFailure(`non executable command in pipeline stage ${i + 1}`, first.span);
    }
  }
  const close = next(cursor);
  return { ...declared, commands, span: { start, end: commands.at(-1)?.span.end ?? close.start } };
}

function declarations(cursor: Cursor, context: string): { variables: string[]; assigns: boolean } {
  const variables: string[] = [];
  const reset = cursor.at;
  for (;;) {
    const variable = peek(cursor);
    if (variable.type !== 'variable') break;
    next(cursor);
    const after = peek(cursor);
    if (after.type === 'declare' || after.type === 'assign') {
      next(cursor);
      variables.push(variable.text);
      const assigns = after.type === 'assign';
      if (assigns) for (const name of variables) knownVariable(cursor, { name, span: variable });
      else cursor.variables.push(...variables);
      return { variables, assigns };
    }
    if (after.type !== 'comma') break;
    next(cursor);
    variables.push(variable.text);
    if (context !== 'range' || variables.length > 1) {
      throw new SyntaxFailure(`too many declarations in ${context}`, variable);
    }
    if (peek(cursor).type !== 'variable') throw new SyntaxFailure('range can only initialize variables', peek(cursor));
  }
  cursor.at = reset;
  return { variables: [], assigns: false };
}

function knownVariable(cursor: Cursor, { name, span }: { name: string; span: Span }): void {
  if (!cursor.variables.includes(name)) throw new SyntaxFailure(`undefined variable "${name}"`, spanOf(span));
}

function parseCommand(cursor: Cursor, { context, end }: { context: string; end: 'end' | 'close' }): Command {
  const args: Operand[] = [];
  const start = peek(cursor).start;
  for (;;) {
    const token = peek(cursor);
    if (token.type === end || token.type === 'pipe') break;
    if (args.length > 0 && !token.spaced) throw unexpected(token, 'operand');
    args.push(operand(cursor, context));
  }
  if (args.length === 0) throw new SyntaxFailure('empty command', peek(cursor));
  return { args, span: { start, end: args.at(-1)?.span.end ?? start } };
}

function operand(cursor: Cursor, context: string): Operand {
  const of = term(cursor, context);
  const fields: Field[] = [];
  while (peek(cursor).type === 'field' && !peek(cursor).spaced) {
    const token = next(cursor);
    fields.push({ name: token.text.slice(1), span: { start: token.start + 1, end: token.end } });
  }
  const last = fields.at(-1);
  if (!last) return of;
  const span = { start: of.span.start, end: last.span.end };
  if (of.type === 'field' || of.type === 'variable') return { ...of, fields: [...of.fields, ...fields], span };
  if (/^(bool|string|number|nil|dot)$/.test(of.type)) throw new SyntaxFailure('unexpected . after term', last.span);
  return { type: 'chain', of, fields, span };
}

function term(cursor: Cursor, context: string): Operand {
  const token = next(cursor);
  const span = spanOf(token);
  switch (token.type) {
    case 'dot':
      return { type: 'dot', span };
    case 'field':
      return {
        type: 'field',
        fields: [{ name: token.text.slice(1), span: { start: token.start + 1, end: token.end } }],
        span,
      };
    case 'variable':
      knownVariable(cursor, { name: token.text, span });
      return { type: 'variable', name: token.text, fields: [], span };
    case 'string':
      return { type: 'string', text: stringLiteral(token.text, span), span };
    case 'char':
    case 'number':
      return numberLiteral(token.text, span);
    case 'open': {
      if (++cursor.depth > maxDepth) throw new SyntaxFailure(`nested deeper than ${maxDepth} levels`, span);
      const pipe = parsePipe(cursor, { context: 'parenthesized pipeline', end: 'close' });
      cursor.depth--;
      return { type: 'pipe', pipe, span: { start: token.start, end: cursor.tokens[cursor.at - 1]?.end ?? token.end } };
    }
    case 'word':
      if (token.text === 'nil') return { type: 'nil', span };
      if (token.text === 'true' || token.text === 'false') return { type: 'bool', value: token.text === 'true', span };
      if (keywords.has(token.text)) throw unexpected(token, context);
      if (!cursor.isFunction(token.text)) throw new SyntaxFailure(`function "${token.text}" not defined`, span);
      return { type: 'function', name: token.text, span };
    default:
      throw unexpected(token, context);
  }
}

/** Words that are no functions. */
export const keywords: ReadonlySet<string> = new Set([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'template',
  'with',
]);

/** The mistake of a token that does not belong where it stands. */
export function unexpected(token: Token, context: string): SyntaxFailure {
  const shown = token.type === 'end' ? '"}}"' : JSON.stringify(token.text);
  return new SyntaxFailure(`unexpected ${shown} in ${context}`, spanOf(token));
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
