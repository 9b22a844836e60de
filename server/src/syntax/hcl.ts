import type { Span } from '../model/span.ts';

/** A block of HCL: `resource "aws_db_instance" "orders" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly HclText[];
  /** The type where it has no label, else the last label. */
  readonly span: Span;
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly name: string;
  readonly span: Span;
  /** The value where it is written: a text, number or truth value, or a list of texts; absent for all that only Terraform can tell. */
  readonly value?: HclText | readonly HclText[];
}

export interface HclText {
  readonly text: string;
  readonly span: Span;
}

/** UTF-16 units of a text; a larger one gives nothing. */
const maxText = 500_000;
const maxDepth = 20;
const maxBlocks = 5_000;

type Token =
  | { readonly is: 'name' | 'text' | 'number'; readonly text: string; readonly span: Span; readonly open?: true }
  | { readonly is: 'sign'; readonly text: string; readonly span: Span };

/**
 * The blocks of a text in HCL (Terraform's native syntax) with the attributes whose values are literals.
 * No expression is evaluated: what refers to something, calls something or is put together has no value.
 */
export function readHcl(text: string): readonly HclBlock[] {
  if (text.length > maxText) return [];
  const reader: Reader = { tokens: tokensOf(text), at: 0, left: maxBlocks };
  return bodyOf(reader, 0).blocks;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  left: number;
}

interface Body {
  readonly attributes: HclAttribute[];
  readonly blocks: HclBlock[];
}

/** Reads up to the brace that ends a body, which it takes. */
function bodyOf(reader: Reader, depth: number): Body {
  const body: Body = { attributes: [], blocks: [] };
  for (let token = reader.tokens[reader.at]; token; token = reader.tokens[reader.at]) {
    if (token.is === 'sign' && token.text === '}') {
      reader.at++;
      return body;
    }
    if (token.is !== 'name') {
      reader.at++;
      continue;
    }
    const next = reader.tokens[reader.at + 1];
    if (next?.is === 'sign' && next.text === '=') {
      reader.at += 2;
      const opens = reader.tokens[reader.at];
      // A map is read as a block is: `labels = { host = "…" }`.
      if (opens?.is === 'sign' && opens.text === '{' && depth < maxDepth && reader.left-- > 0) {
        reader.at++;
        body.blocks.push({ type: token.text, labels: [], span: token.span, ...bodyOf(reader, depth + 1) });
      } else body.attributes.push(attributeOf(reader, token));
      continue;
    }
    const block = blockOf(reader, { type: token.text, span: token.span, depth });
    if (block) body.blocks.push(block);
  }
  return body;
}

function blockOf(
  reader: Reader,
  { type, span, depth }: { type: string; span: Span; depth: number },
): HclBlock | undefined {
  const labels: HclText[] = [];
  reader.at++;
  for (let token = reader.tokens[reader.at]; token; token = reader.tokens[++reader.at]) {
    if (token.is === 'text' || token.is === 'name') {
      labels.push({ text: token.text, span: token.span });
      continue;
    }
    if (token.is !== 'sign' || token.text !== '{') return undefined;
    reader.at++;
    if (depth >= maxDepth || reader.left-- <= 0) {
      skip(reader);
      return undefined;
    }
    const body = bodyOf(reader, depth + 1);
    return { type, labels, span: labels.at(-1)?.span ?? span, ...body };
  }
  return undefined;
}

/** Skips to behind the brace that ends what was opened. */
function skip(reader: Reader): void {
  for (let depth = 1; depth > 0 && reader.at < reader.tokens.length; reader.at++) {
    const token = reader.tokens[reader.at];
    if (token?.is !== 'sign') continue;
    if (token.text === '{') depth++;
    if (token.text === '}') depth--;
  }
}

/** The value ends with its line, where no bracket is open. */
function attributeOf(reader: Reader, { text: name, span }: { text: string; span: Span }): HclAttribute {
  const own: Token[] = [];
  let depth = 0;
  for (let token = reader.tokens[reader.at]; token; token = reader.tokens[reader.at]) {
    if (token.is === 'sign') {
      if (depth === 0 && (token.text === '\n' || token.text === '}')) break;
      if (/^[[{(]$/.test(token.text)) depth++;
      if (/^[\]})]$/.test(token.text)) depth--;
    }
    reader.at++;
    if (token.is !== 'sign' || token.text !== '\n') own.push(token);
  }
  const value = valueOf(own);
  return { name, span, ...(value ? { value } : {}) };
}

function valueOf(tokens: readonly Token[]): HclAttribute['value'] {
  const [first, ...rest] = tokens;
  if (!first) return undefined;
  if (rest.length === 0) return literal(first);
  const last = rest.at(-1);
  if (first.is !== 'sign' || first.text !== '[' || last?.is !== 'sign' || last.text !== ']') return undefined;
  const items = rest.slice(0, -1).filter((each) => each.is !== 'sign' || each.text !== ',');
  const texts = items.flatMap((each) => literal(each) ?? []);
  return texts.length === items.length ? texts : undefined;
}

function literal(token: Token): HclText | undefined {
  if (token.is === 'sign' || token.open) return undefined;
  if (token.is === 'name' && !/^(true|false)$/.test(token.text)) return undefined;
  return { text: token.text, span: token.span };
}

const lexemes =
  /(?<space>[ \t\r]+|#[^\n]*|\/\/[^\n]*)|(?<heredoc><<-?[ \t]*(?<end>[A-Za-z_][\w-]*)[ \t\r]*\n)|(?<name>[A-Za-z_][\w-]*)|(?<number>\d[\d.]*(?:[eE][-+]?\d+)?)|(?<quote>")|(?<sign>\n|==|!=|<=|>=|=>|&&|\|\||\.\.\.|[^])/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      // A comment without an end is the rest of the text.
      if (end < 0) break;
      at = end + 2;
      continue;
    }
    lexemes.lastIndex = at;
    const groups = lexemes.exec(text)?.groups;
    if (!groups) break;
    const start = at;
    at = lexemes.lastIndex;
    const span = { start, end: at };
    if (groups['name'] !== undefined) tokens.push({ is: 'name', text: groups['name'], span });
    else if (groups['number'] !== undefined) tokens.push({ is: 'number', text: groups['number'], span });
    else if (groups['sign'] !== undefined) tokens.push({ is: 'sign', text: groups['sign'], span });
    else if (groups['quote'] !== undefined) {
      const read = quoted(text, at);
      at = read.end;
      tokens.push({
        is: 'text',
        text: read.text,
        span: { start: start + 1, end: Math.max(start + 1, at - 1) },
        ...(read.open ? { open: true } : {}),
      });
    } else if (groups['heredoc'] !== undefined) {
      // What is in it is a template: it counts as a value that only Terraform can tell.
      const end = new RegExp(`^[ \\t]*${groups['end'] ?? ''}[ \\t\\r]*$`, 'm');
      const found = end.exec(text.slice(at));
      at = found ? at + found.index + found[0].length : text.length;
      tokens.push({ is: 'text', text: '', span, open: true });
    }
  }
  return tokens;
}

/** A text in quotes from behind its first one; `open` where a template is in it. */
function quoted(text: string, from: number): { text: string; end: number; open: boolean } {
  let value = '';
  let open = false;
  let at = from;
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (sign === '"') return { text: value, end: at + 1, open };
    if (sign === '\n') break;
    if (sign === '\\') {
      value += text[at + 1] ?? '';
      at += 2;
      continue;
    }
    if ((sign === '$' || sign === '%') && text[at + 1] === '{' && text[at - 1] !== sign) {
      open = true;
      at = behindTemplate(text, at + 2);
      continue;
    }
    value += sign;
    at++;
  }
  return { text: value, end: at, open: true };
}

/** Behind the brace that ends a template in a text; other texts may be in it. */
function behindTemplate(text: string, from: number): number {
  let depth = 1;
  let inText = false;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\n') return at;
    if (sign === '\\') at++;
    else if (sign === '"') inText = !inText;
    else if (!inText && sign === '{') depth++;
    else if (!inText && sign === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}
