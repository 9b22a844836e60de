import type { Node } from 'web-tree-sitter';
import type { Span } from '../../model/span.ts';
import type { Builder } from './builder.ts';
import type { Argument, Path, Value } from './outline.ts';

/** What the readers of one file share. */
export interface Reading {
  readonly text: string;
  readonly builder: Builder;
}

/** Deeper expressions are *other*: what no person wrote, no resolver needs. */
const maxDepth = 60;

export function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

export function textOf(node: Node, { text }: Reading): string {
  return text.slice(node.startIndex, node.endIndex);
}

/** Named children that are no comments. */
export function partsOf(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

const wrappers: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'await_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'type_assertion',
  'instantiation_expression',
]);

/** The expression without parentheses, `await`, type assertions and `!`. */
export function bare(node: Node): Node {
  let inner = node;
  for (;;) {
    const { type } = inner;
    if (type === 'sequence_expression') {
      const last = partsOf(inner).at(-1);
      if (!last) return inner;
      inner = last;
      continue;
    }
    if (!wrappers.has(type)) return inner;
    const parts = partsOf(inner);
    const next = type === 'type_assertion' ? parts.at(-1) : parts[0];
    if (!next) return inner;
    inner = next;
  }
}

/** What an expression is. */
export function readValue(node: Node, reading: Reading, depth = 0): Value {
  const expression = bare(node);
  const span = spanOf(expression);
  if (depth > maxDepth) return { kind: 'other', span };
  switch (expression.type) {
    case 'identifier':
    case 'member_expression':
    case 'subscript_expression':
    case 'this':
      return { kind: 'path', path: readPath(expression, reading), span };
    case 'call_expression':
    case 'new_expression':
      if (isTaggedTemplate(expression)) return { kind: 'other', span };
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
      return { kind: 'null', text: expression.type, span };
    case 'true':
    case 'false':
      return { kind: 'boolean', text: expression.type, span };
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

/** A template after a name is a tag, not an argument list. */
export function isTaggedTemplate(call: Node): boolean {
  return call.childForFieldName('arguments')?.type === 'template_string';
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
  if (node.type === 'spread_element') return { kind: 'other', span: spanOf(node) };
  return readValue(node, reading, depth);
}

function readEntries(object: Node, reading: Reading, depth: number): Argument[] {
  const entries: Argument[] = [];
  for (const part of partsOf(object)) {
    const span = spanOf(part);
    if (part.type === 'pair') {
      const key = part.childForFieldName('key');
      const value = part.childForFieldName('value');
      const name = key ? keyName(key, reading) : undefined;
      if (!value) continue;
      entries.push({ ...(name === undefined ? {} : { name }), value: readValue(value, reading, depth), span });
    } else if (part.type === 'shorthand_property_identifier') {
      const name = textOf(part, reading);
      entries.push({ name, value: { kind: 'path', path: { names: [name] }, span }, span });
    } else if (part.type === 'method_definition') {
      const key = part.childForFieldName('name');
      const name = key ? keyName(key, reading) : undefined;
      const value = reading.builder.functionValue(part.id, span);
      entries.push({ ...(name === undefined ? {} : { name }), value, span });
    } else if (part.type === 'spread_element') {
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
  if (key.type === 'string')
    return reading.text.slice(key.startIndex + 1, Math.max(key.startIndex + 1, key.endIndex - 1));
  if (key.type !== 'computed_property_name') return textOf(key, reading);
  const inner = key.namedChild(0);
  return inner?.type === 'string' ? keyName(inner, reading) : undefined;
}

/** The arguments of a call. */
export function readArguments(list: Node | null, reading: Reading): Argument[] {
  if (list?.type !== 'arguments') return [];
  return partsOf(list).map((node) => {
    if (node.type === 'spread_element') return readSpread(node, reading, 1);
    return { value: readValue(node, reading, 1), span: spanOf(node) };
  });
}

/**
 * The path of names that an expression is. An element taken by a computed key has the name `[]`;
 * a root that is neither a name nor a call (`'x'.concat`) has the empty name.
 */
export function readPath(node: Node, reading: Reading): Path {
  const names: string[] = [];
  let inner = bare(node);
  for (;;) {
    switch (inner.type) {
      case 'member_expression': {
        const property = inner.childForFieldName('property');
        names.push(property ? textOf(property, reading) : '[]');
        break;
      }
      case 'subscript_expression': {
        const index = inner.childForFieldName('index');
        names.push(index?.type === 'string' ? (keyName(index, reading) ?? '[]') : '[]');
        break;
      }
      case 'call_expression':
      case 'new_expression':
        names.reverse();
        return isTaggedTemplate(inner) ? { names: ['', ...names] } : reading.builder.pathFrom(inner.id, names);
      case 'identifier':
      case 'this':
      case 'super':
      case 'import':
      case 'undefined':
        names.push(textOf(inner, reading));
        names.reverse();
        return { names };
      default:
        names.push('');
        names.reverse();
        return { names };
    }
    const object = inner.childForFieldName('object');
    if (!object) return { names: ['', ...names.reverse()] };
    inner = bare(object);
  }
}
