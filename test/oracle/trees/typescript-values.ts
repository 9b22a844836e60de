import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import type { Argument, Path, Value } from '../../../server/src/syntax/code/outline.ts';
import { bare, partsOf, spanOf, textOf, unwrapped } from './typescript-reading.ts';
import type { Reading } from './typescript-reading.ts';

/** Deeper expressions are *other*: what no person wrote, no resolver needs. */
const maxDepth = 60;

const simplePath = /^[A-Za-z_$][\w$]*(\.#?[A-Za-z_$][\w$]*)*$/;
const simpleString = /^(?:'[^'\\]*'|"[^"\\]*")$/;
const constants: ReadonlyMap<string, 'null' | 'boolean'> = new Map([
  ['null', 'null'],
  ['undefined', 'null'],
  ['true', 'boolean'],
  ['false', 'boolean'],
]);

/** What the text alone tells: most expressions are names, strings and numbers, and asking nodes costs more. */
function readPlain({ start, end }: Span, { text }: Reading): Value | undefined {
  if (end - start > 120) return undefined;
  const source = text.slice(start, end);
  const span = { start, end };
  if (simplePath.test(source)) {
    const constant = constants.get(source);
    return constant
      ? { kind: constant, text: source, span }
      : { kind: 'path', path: { names: source.split('.') }, span };
  }
  if (simpleString.test(source)) return { kind: 'string', text: source.slice(1, -1), span };
  return /^\d+$/.test(source) ? { kind: 'number', text: source, span } : undefined;
}

/** What an expression is. */
export function readValue(node: Node, reading: Reading, depth = 0): Value {
  const plain = readPlain(spanOf(node), reading);
  if (plain) return plain;
  const { inner: expression, type } = unwrapped(node);
  const span = spanOf(expression);
  if (depth > maxDepth) return { kind: 'other', span };
  switch (type) {
    case 'identifier':
    case 'this':
      return { kind: 'path', path: { names: [reading.text.slice(span.start, span.end)] }, span };
    case 'member_expression':
    case 'subscript_expression':
      return { kind: 'path', path: readPath(expression, reading), span };
    case 'call_expression':
    case 'new_expression':
      // A tagged template is never fed as a call, and so becomes other.
      return reading.builder.callValue(expression.id, span);
    case 'object':
      return { kind: 'object', entries: readEntries(expression, reading, depth + 1), span };
    case 'array':
      return { kind: 'list', items: partsOf(expression).map((item) => readItem(item, reading, depth + 1)), span };
    case 'arrow_function':
    case 'function_expression':
    case 'generator_function':
      return reading.builder.functionValue(expression.id, span);
    case 'string':
      return { kind: 'string', text: reading.text.slice(span.start + 1, Math.max(span.start + 1, span.end - 1)), span };
    case 'template_string':
      return { kind: 'string', text: templateText(expression, reading), span };
    case 'number':
      return { kind: 'number', text: textOf(expression, reading), span };
    case 'null':
    case 'undefined':
      return { kind: 'null', text: type, span };
    case 'true':
    case 'false':
      return { kind: 'boolean', text: type, span };
    case 'ternary_expression':
      return eitherOf([expression.childForFieldName('consequence'), expression.childForFieldName('alternative')]);
    case 'assignment_expression': {
      const right = expression.childForFieldName('right');
      return right ? readValue(right, reading, depth + 1) : { kind: 'other', span };
    }
    case 'unary_expression':
      return readUnary(expression, reading);
    case 'binary_expression': {
      const operator = expression.childForFieldName('operator')?.type;
      const sides = [expression.childForFieldName('left'), expression.childForFieldName('right')];
      if (operator === '||' || operator === '??') return eitherOf(sides);
      const joined = operator === '+' ? concatenation(expression, reading) : undefined;
      if (joined !== undefined) return { kind: 'string', text: joined, span };
      const number = constantOf(expression, reading);
      return number === undefined ? { kind: 'other', span } : { kind: 'number', text: String(number), span };
    }
    default:
      return { kind: 'other', span };
  }

  function eitherOf(sides: readonly (Node | null)[]): Value {
    return { kind: 'either', of: sides.flatMap((side) => (side ? [readValue(side, reading, depth + 1)] : [])), span };
  }
}

/** `'/users/' + id` reads as `/users/${}`; nothing when no part is a string. */
function concatenation(node: Node, reading: Reading): string | undefined {
  const parts: Node[] = [];
  let left = node;
  while (left.type === 'binary_expression' && left.childForFieldName('operator')?.type === '+') {
    const right = left.childForFieldName('right');
    const next = left.childForFieldName('left');
    if (!right || !next) return undefined;
    parts.unshift(bare(right));
    left = bare(next);
  }
  parts.unshift(left);
  if (!parts.some((part) => part.type === 'string' || part.type === 'template_string')) return undefined;
  return parts
    .map((part) => {
      if (part.type === 'template_string') return templateText(part, reading);
      return part.type === 'string' ? (keyName(part, reading) ?? '') : '${}';
    })
    .join('');
}

function readUnary(node: Node, reading: Reading): Value {
  const span = spanOf(node);
  const number = constantOf(node, reading);
  if (number !== undefined) return { kind: 'number', text: String(number), span };
  const isVoid = node.childForFieldName('operator')?.type === 'void';
  if (isVoid && node.childForFieldName('argument')?.type === 'number') return { kind: 'null', text: 'undefined', span };
  return { kind: 'other', span };
}

/** `5 * 60 * 1000` is a number, as people write durations. */
function constantOf(node: Node, reading: Reading, depth = 0): number | undefined {
  const inner = bare(node);
  if (depth > 8) return undefined;
  if (inner.type === 'number') return Number(textOf(inner, reading).replaceAll('_', ''));
  const operator = inner.childForFieldName('operator')?.type;
  if (inner.type === 'unary_expression') {
    const argument = inner.childForFieldName('argument');
    const value = argument ? constantOf(argument, reading, depth + 1) : undefined;
    return value !== undefined && operator === '-' ? -value : undefined;
  }
  if (inner.type !== 'binary_expression') return undefined;
  const leftNode = inner.childForFieldName('left');
  const rightNode = inner.childForFieldName('right');
  const left = leftNode ? constantOf(leftNode, reading, depth + 1) : undefined;
  const right = left !== undefined && rightNode ? constantOf(rightNode, reading, depth + 1) : undefined;
  if (left === undefined || right === undefined) return undefined;
  if (operator === '*') return left * right;
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '/') return left / right;
  return operator === '**' ? left ** right : undefined;
}

function templateText(node: Node, { text }: Reading): string {
  let result = '';
  let at = node.startIndex + 1;
  for (const child of node.namedChildren) {
    if (child.type !== 'template_substitution') continue;
    result += `${text.slice(at, child.startIndex)}\${}`;
    at = child.endIndex;
  }
  return result + text.slice(at, Math.max(at, node.endIndex - 1));
}

function readItem(node: Node, reading: Reading, depth: number): Value {
  if (reading.text.startsWith('...', node.startIndex)) return { kind: 'other', span: spanOf(node) };
  return readValue(node, reading, depth);
}

function readEntries(object: Node, reading: Reading, depth: number): Argument[] {
  const entries: Argument[] = [];
  for (const part of object.namedChildren) {
    const { type } = part;
    if (type === 'comment') continue;
    const span = spanOf(part);
    if (type === 'pair') {
      const key = part.childForFieldName('key');
      const given = part.childForFieldName('value');
      const name = key ? keyName(key, reading) : undefined;
      if (!given) continue;
      const value = readValue(given, reading, depth);
      if (key && value.kind === 'function') reading.names.set(bare(given).id, key);
      entries.push({ ...(name === undefined ? {} : { name }), value, span });
    } else if (type === 'shorthand_property_identifier') {
      const name = textOf(part, reading);
      entries.push({ name, value: { kind: 'path', path: { names: [name] }, span }, span });
    } else if (type === 'method_definition') {
      const key = part.childForFieldName('name');
      const name = key ? keyName(key, reading) : undefined;
      const value = reading.builder.functionValue(part.id, span);
      entries.push({ ...(name === undefined ? {} : { name }), value, span });
    } else if (type === 'spread_element') {
      entries.push(readSpread(part, reading, depth));
    }
  }
  return entries;
}

function readSpread(node: Node, reading: Reading, depth: number): Argument {
  const inner = partsOf(node)[0];
  const span = spanOf(node);
  return { spread: true, value: inner ? readValue(inner, reading, depth) : { kind: 'other', span }, span };
}

/** The name of a property as written in a literal or class; nothing for one that is computed. */
export function keyName(key: Node, reading: Reading): string | undefined {
  const source = textOf(key, reading);
  if (simplePath.test(source)) return source;
  if (key.type === 'string')
    return reading.text.slice(key.startIndex + 1, Math.max(key.startIndex + 1, key.endIndex - 1));
  if (key.type !== 'computed_property_name') return textOf(key, reading);
  const inner = key.namedChild(0);
  return inner?.type === 'string' ? keyName(inner, reading) : undefined;
}

/** The arguments of a call. */
export function readArguments(list: Node, reading: Reading): Argument[] {
  const nodes = hasComment(list, reading) ? partsOf(list) : list.namedChildren;
  return nodes.map((node) => {
    if (reading.text.startsWith('...', node.startIndex)) return readSpread(node, reading, 1);
    return { value: readValue(node, reading, 1), span: spanOf(node) };
  });
}

/** Whether a comment may stand in it. */
function hasComment(node: Node, { text }: Reading): boolean {
  const slash = text.indexOf('/', node.startIndex);
  return slash >= 0 && slash < node.endIndex;
}

/**
 * The path of names that an expression is. An element taken by a computed key has the name `[]`;
 * a root that is neither a name nor a call (`'x'.concat`) has the empty name.
 */
export function readPath(node: Node, reading: Reading): Path {
  return readCallee(node, reading).path;
}

/** The path with the place of its last name, or of the whole where it has none. */
export function readCallee(node: Node, reading: Reading): { path: Path; last: Span } {
  const whole = spanOf(node);
  const source = reading.text.slice(whole.start, Math.min(whole.end, whole.start + 200));
  if (simplePath.test(source) && whole.end - whole.start <= 200) {
    const path = { names: source.split('.') };
    return { path, last: { start: whole.end - (path.names.at(-1)?.length ?? 0), end: whole.end } };
  }
  const names: string[] = [];
  let last: Span | undefined;
  let { inner, type } = unwrapped(node);
  for (;;) {
    if (type === 'member_expression' || type === 'subscript_expression') {
      const isMember = type === 'member_expression';
      const key = inner.childForFieldName(isMember ? 'property' : 'index');
      const isName = key && (isMember || key.type === 'string');
      names.push(isName ? (isMember ? textOf(key, reading) : (keyName(key, reading) ?? '[]')) : '[]');
      last ??= spanOf(key ?? inner);
      const object = inner.childForFieldName('object');
      if (!object) return { path: { names: ['', ...names.reverse()] }, last };
      ({ inner, type } = unwrapped(object));
      continue;
    }
    last ??= spanOf(inner);
    if (type === 'call_expression' || type === 'new_expression') {
      return { path: reading.builder.pathFrom(inner.id, names.reverse()), last };
    }
    names.push(roots.has(type) ? textOf(inner, reading) : '');
    return { path: { names: names.reverse() }, last };
  }
}

const roots: ReadonlySet<string> = new Set(['identifier', 'this', 'super', 'import', 'undefined']);
