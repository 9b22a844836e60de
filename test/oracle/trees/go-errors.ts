import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import { parts, spanOf, textOf } from './go-values.ts';
import { literally } from '../../../server/src/syntax/code/literally.ts';

const errorName = /^(err|error)s?\d*$|^err[A-Z_0-9]\w*$|^\w*[a-z0-9]Err(or)?\d*$|^Err(or)?$/;
/** Names that speak of errors and hold none. */
const noError =
  /(ch|chan|channel|c|handler|func|fn|log|logger|cb|callback|group|count|msg|message|code|writer|out|map|list)s?$/i;

/** Whether a name is by Go's habit that of an error: a heuristic, as the text has no types. */
export function isErrorName(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return errorName.test(last) && (/^err(or)?s?\d*$/i.test(last) || !noError.test(last) || /Err(or)?\d*$/.test(last));
}

/** How a condition looks at an error. */
export interface ErrorCheck {
  /** The error as written: `err`, `s.err`. */
  readonly name: string;
  /** `err == nil`: the error is in the other branch. */
  readonly negated: boolean;
}

/** The error that a condition compares with nil; undefined when it does not, or only looks at its kind. */
export function errorCheck(condition: Node, text: string): ErrorCheck | undefined {
  switch (condition.type) {
    case 'parenthesized_expression': {
      const inner = parts(condition)[0];
      return inner ? errorCheck(inner, text) : undefined;
    }
    case 'binary_expression': {
      const left = condition.childForFieldName('left');
      const right = condition.childForFieldName('right');
      const operator = condition.childForFieldName('operator')?.type;
      if (!left || !right) return undefined;
      if (operator === '&&' || operator === '||') return combined([left, right], text);
      if (operator !== '!=' && operator !== '==') return undefined;
      const subject = right.type === 'nil' ? left : left.type === 'nil' ? right : undefined;
      if (subject?.type !== 'identifier' && subject?.type !== 'selector_expression') return undefined;
      return { name: textOf(subject, text), negated: operator === '==' };
    }
    default:
      return undefined;
  }
}

/** `err == nil && ok` says nothing about the other branch. */
function combined(sides: readonly Node[], text: string): ErrorCheck | undefined {
  return sides
    .map((side) => errorCheck(side, text))
    .find((check) => check && !check.negated && isErrorName(check.name));
}

/** Places in a handler's body where the error is read: not where it is only set, nor where the name was declared again. */
export function readsOf(name: string, body: Node, text: string): number[] {
  const kind = name.includes('.') ? 'selector_expression' : 'identifier';
  const written = new RegExp(`(?<![\\w.])${literally(name)}(?!\\w)`, 'g');
  const own = textOf(body, text);
  const found = [...own.matchAll(written)].flatMap(({ index }) => {
    const at = body.startIndex + index;
    return body.descendantForIndex(at, at + name.length)?.type === kind ? [at] : [];
  });
  // Without a sign behind the name nothing sets or declares it.
  if (found.length === 0 || !new RegExp(`${written.source}[^\\n]*[:=]|func\\s*\\(`).test(own)) return found;
  const hidden = body.descendantsOfType(writers).flatMap((node) => (node ? hides(name, node, text) : []));
  return found.filter((at) => !hidden.some((span) => span.start <= at && at < span.end));
}

const writers = [
  'short_var_declaration',
  'var_spec',
  'assignment_statement',
  'range_clause',
  'receive_statement',
  'keyed_element',
  'parameter_declaration',
];

/** The target itself (or the key of a literal), and for a declaration what follows it in its scope. */
function hides(name: string, node: Node, text: string): Span[] {
  const sides = node.childrenForFieldName(targetFields.get(node.type) ?? 'left');
  const targets = sides.flatMap((side) => (!side ? [] : listTypes.has(side.type) ? parts(side) : [side]));
  const own = targets.find((target) => textOf(target, text) === name);
  if (!own) return [];
  return declares(node) ? [spanOf(own), { start: node.endIndex, end: scopeEnd(node) }] : [spanOf(own)];
}

const targetFields: ReadonlyMap<string, string> = new Map([
  ['var_spec', 'name'],
  ['parameter_declaration', 'name'],
  ['keyed_element', 'key'],
]);
const listTypes = new Set(['expression_list', 'literal_element']);

function declares(node: Node): boolean {
  if (node.type === 'short_var_declaration' || node.type === 'var_spec') return true;
  return (
    (node.type === 'range_clause' || node.type === 'receive_statement') &&
    node.children.some((child) => child?.type === ':=')
  );
}

function scopeEnd(node: Node): number {
  for (let at = node.parent; at; at = at.parent) {
    if (scopes.has(at.type)) return at.endIndex;
  }
  return node.endIndex;
}

const scopes = new Set([
  'block',
  'if_statement',
  'for_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'communication_case',
  'expression_case',
  'type_case',
  'default_case',
  'func_literal',
]);
