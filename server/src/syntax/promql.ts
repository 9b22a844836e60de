import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode, Tree } from '@lezer/common';
import type { Query, Selector } from '../model/monitoring-fact.ts';
import type { Span } from '../model/span.ts';
import { secondsOf } from '../model/duration.ts';
import { constantOf } from './promql-numbers.ts';
import { maskVariables, type Masked } from './promql-variables.ts';

/** Longer expressions are left out: nobody wrote them by hand. */
const maxLength = 50_000;

/** Nodes inside each other; a sum of so many parts is as deep. */
const maxDepth = 800;

const filters = /(\|=|\|~|\|>)|\|\s*(json|logfmt|pattern|regexp|unwrap|unpack|line_format|label_format|decolorize)\b/;

/** Whether an expression is LogQL by what only LogQL has. */
export function isLogQl(text: string): boolean {
  const unquoted = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""');
  return (
    filters.test(unquoted) ||
    /^\s*\{[^{}]*\}\s*(!=|!~|$)/.test(unquoted.replace(/__name__/, '}')) ||
    /\b(bytes_rate|bytes_over_time|rate_counter)\s*\(/.test(unquoted) ||
    // A range of lines: PromQL selects series by their name.
    (/[({,]\s*\{[^{}]*\}\s*\[/.test(unquoted) && !/\w\s*\{|__name__|\{\s*""\s*[,}]/.test(unquoted))
  );
}

/** Reads a PromQL expression, dashboards' variables and half typed text included; `place` gives spans of the file for spans of the text. */
export function readQuery(text: string, place: (span: Span) => Span): Query {
  const unread = { selectors: [], functions: [], comparisons: [], operators: [], complete: false };
  if (text.length > maxLength) return unread;
  const masked = maskVariables(text);
  const tree = parser.parse(masked.text);
  if (isTooDeep(tree)) return unread;
  const { topNode } = tree;
  const reading: Reading = {
    masked,
    place,
    selectors: [],
    starts: [],
    functions: new Set(),
    comparisons: [],
    operators: new Set(),
  };
  visit(topNode, { within: [], range: undefined, absent: false, groupedBy: [] }, reading);
  const { selectors, comparisons } = reading;
  const complete = !hasError(topNode);
  const functions = [...reading.functions];
  const several = alternativesOf(topNode, reading.starts);
  const isOne = several.length === 1 && several[0]?.length === selectors.length;
  const alternatives = isOne ? {} : { alternatives: several };
  return { selectors, functions, comparisons, ...alternatives, operators: [...reading.operators], complete };
}

/** Counted, for how deep a recursion may go differs from one machine to the next. */
function isTooDeep(tree: Tree): boolean {
  let depth = 0;
  let isDeeper = false;
  tree.iterate({
    enter: () => {
      isDeeper ||= ++depth > maxDepth;
      return !isDeeper;
    },
    leave: () => {
      depth--;
    },
  });
  return isDeeper;
}

interface Reading {
  readonly masked: Masked;
  readonly place: (span: Span) => Span;
  readonly selectors: Selector[];
  /** Where each selector starts. */
  readonly starts: number[];
  readonly functions: Set<string>;
  readonly comparisons: Query['comparisons'][number][];
  readonly operators: Set<string>;
}

interface Around {
  readonly within: readonly string[];
  readonly range: number | undefined;
  readonly absent: boolean;
  /** Labels that an aggregation around it keeps, as long as nothing between can add a label. */
  readonly groupedBy: readonly string[];
}

const operators: ReadonlyMap<string, string> = new Map([
  ['Add', '+'],
  ['Sub', '-'],
  ['Mul', '*'],
  ['Div', '/'],
  ['Mod', '%'],
  ['Pow', '^'],
  ['Atan2', 'atan2'],
  ['And', 'and'],
  ['Or', 'or'],
  ['Unless', 'unless'],
]);
const comparisons: ReadonlyMap<string, string> = new Map([
  ['Gtr', '>'],
  ['Gte', '>='],
  ['Lss', '<'],
  ['Lte', '<='],
  ['Eql', '=='],
  ['EqlC', '=='],
  ['Neq', '!='],
]);
const mirrored: ReadonlyMap<string, string> = new Map([
  ['>', '<'],
  ['>=', '<='],
  ['<', '>'],
  ['<=', '>='],
]);

function visit(node: SyntaxNode, around: Around, reading: Reading): void {
  switch (node.name) {
    case 'VectorSelector':
      reading.starts.push(node.from);
      reading.selectors.push(selector(node, around, reading));
      return;
    case 'MatrixSelector':
    case 'SubqueryExpr': {
      const own = rangeOf(node, reading.masked);
      const range = Math.max(own ?? 0, around.range ?? 0) || undefined;
      return children(node, { ...around, range }, reading);
    }
    case 'FunctionCall':
    case 'AggregateExpr': {
      const named = node.getChild('FunctionIdentifier') ?? node.getChild('AggregateOp');
      const name = named ? reading.masked.text.slice(named.from, named.to).toLowerCase() : '';
      if (name !== '') reading.functions.add(name);
      const absent = around.absent || name === 'absent' || name === 'absent_over_time';
      const groupedBy = groupingOf(node, name, { around, reading });
      return children(node, { ...around, within: [name, ...around.within], absent, groupedBy }, reading);
    }
    case 'BinaryExpr':
      return binary(node, around, reading);
    default:
      return children(node, around, reading);
  }
}

/** Conditions of one expression that are told apart. */
const maxAlternatives = 20;

/** Indexes of selectors: each list by itself can make the expression true. */
function alternativesOf(node: SyntaxNode, starts: readonly number[]): (readonly number[])[] {
  if (node.name === 'VectorSelector') return [[starts.indexOf(node.from)]];
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) parts.push(child);
  const found = parts
    .filter((part) => part.name !== 'MatchingModifierClause')
    .map((part) => alternativesOf(part, starts));
  if (node.getChild('Or')) return found.flat().filter((each) => each.length > 0);
  // What is taken away only keeps it from being true.
  const kept = node.getChild('Unless') ? found.slice(0, 1) : found;
  return kept.reduce<(readonly number[])[]>(
    (all, next) =>
      all
        .flatMap((one) => (next.length === 0 ? [one] : next.map((other) => [...one, ...other])))
        .slice(0, maxAlternatives),
    [[]],
  );
}

function children(node: SyntaxNode, around: Around, reading: Reading): void {
  for (let child = node.firstChild; child; child = child.nextSibling) visit(child, around, reading);
}

/** `label_replace` makes labels, and an aggregation without `by` keeps none by name. */
function groupingOf(
  node: SyntaxNode,
  name: string,
  { around, reading: { masked } }: { around: Around; reading: Reading },
): readonly string[] {
  if (node.name === 'FunctionCall') return /^(label_|count_values|info$)/.test(name) ? [] : around.groupedBy;
  const modifier = node.getChild('AggregateModifier');
  if (!modifier?.getChild('By')) return [];
  const labels = modifier.getChild('GroupingLabels')?.getChildren('LabelName') ?? [];
  return labels.filter((label) => !masked.overlaps(label)).map(({ from, to }) => masked.text.slice(from, to));
}

function binary(node: SyntaxNode, around: Around, reading: Reading): void {
  const parts: SyntaxNode[] = [];
  let operator = '';
  let comparison = '';
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const found = comparisons.get(child.name);
    if (found !== undefined) comparison = found;
    else if (operators.has(child.name)) operator = operators.get(child.name) ?? '';
    else if (child.name !== 'MatchingModifierClause' && child.name !== 'BoolModifier') parts.push(child);
  }
  if (operator !== '') reading.operators.add(operator);
  const [left, right] = parts;
  const before = reading.selectors.length;
  // The other side may bring labels.
  children(node, { ...around, groupedBy: [] }, reading);
  if (comparison === '') return;
  const text = reading.masked.text;
  const [leftValue, rightValue] = [left && constantOf(left, text), right && constantOf(right, text)];
  const isMasked = [left, right].some((side) => side !== undefined && reading.masked.overlaps(side));
  const value = isMasked ? undefined : (rightValue ?? leftValue);
  const flipped = rightValue === undefined && leftValue !== undefined;
  const side = flipped ? right : left;
  const scale = side && value !== undefined ? scaleOf(side, text) : undefined;
  reading.comparisons.push({
    operator: flipped ? (mirrored.get(comparison) ?? comparison) : comparison,
    ...(value === undefined ? {} : { value }),
    of: Array.from({ length: reading.selectors.length - before }, (_, at) => before + at),
    ...(scale === undefined ? {} : { scale }),
  });
}

/** What the outermost constant factor of a compared side makes of it: 100 for `100 * x`, 0.001 for `x * 0.001`. */
function scaleOf(node: SyntaxNode, text: string): number | undefined {
  if (node.name === 'ParenExpr') return node.firstChild ? scaleOf(innerOf(node), text) : undefined;
  if (node.name !== 'BinaryExpr') return undefined;
  const [left, right] = [node.firstChild, node.lastChild];
  if (!left || !right) return undefined;
  const [leftValue, rightValue] = [constantOf(left, text), constantOf(right, text)];
  if (node.getChild('Mul')) return leftValue ?? rightValue;
  if (node.getChild('Div') && rightValue !== undefined && rightValue !== 0) return 1 / rightValue;
  return undefined;
}

function innerOf(node: SyntaxNode): SyntaxNode {
  return node.firstChild ?? node;
}

function rangeOf(node: SyntaxNode, masked: Masked): number | undefined {
  const duration = node.getChild('DurationExpr') ?? node.getChild('NumberDurationLiteralInDurationContext');
  if (!duration || masked.overlaps(duration)) return undefined;
  return secondsOf(masked.text.slice(duration.from, duration.to));
}

function selector(node: SyntaxNode, { within, range, absent, groupedBy }: Around, reading: Reading): Selector {
  const { masked, place } = reading;
  const identifier = node.getChild('Identifier');
  const labels = node.getChild('LabelMatchers');
  const quoted = labels?.getChild('QuotedLabelName');
  const matchers: { label: string; operator: string; value: string }[] = [];
  let named: { text: string; at: Span } | undefined;
  for (let child = labels?.firstChild ?? null; child; child = child.nextSibling) {
    const [label, operator, value] = [child.firstChild, child.getChild('MatchOp'), child.getChild('StringLiteral')];
    if (!/Matcher$/.test(child.name) || !label || !operator || !value || masked.overlaps(label)) continue;
    const name = unquoted(masked.text.slice(label.from, label.to));
    const matcher = {
      label: name,
      operator: masked.text.slice(operator.from, operator.to),
      value: unquoted(masked.text.slice(value.from, value.to)),
    };
    if (name === '__name__') {
      if (matcher.operator === '=') named = { text: matcher.value, at: { start: value.from + 1, end: value.to - 1 } };
    } else matchers.push(matcher);
  }
  const own =
    identifier ?? (quoted && masked.text[quoted.from] === '"' && !quoted.getChild('MatchOp') ? quoted : undefined);
  if (own) {
    const isQuoted = own !== identifier;
    named = {
      text: unquoted(masked.text.slice(own.from, own.to)),
      at: isQuoted ? { start: own.from + 1, end: own.to - 1 } : { start: own.from, end: own.to },
    };
  }
  const isVariable =
    named && (masked.overlaps({ from: named.at.start, to: named.at.end }) || /\$|\{\{/.test(named.text));
  const whole = { start: node.from, end: node.to };
  const metric = named && !isVariable && named.text !== '' ? named.text : undefined;
  return {
    span: place(metric === undefined || !named ? whole : named.at),
    ...(metric === undefined ? {} : { metric }),
    matchers,
    ...(range === undefined ? {} : { range }),
    ...(absent ? { absent: true as const } : {}),
    within,
    ...(groupedBy.length === 0 ? {} : { groupedBy }),
  };
}

function unquoted(text: string): string {
  return /^["'`]/.test(text) ? text.slice(1, -1).replace(/\\(["'\\])/g, '$1') : text;
}

function hasError(node: SyntaxNode): boolean {
  const cursor = node.cursor();
  do if (cursor.type.isError) return true;
  while (cursor.next());
  return false;
}
