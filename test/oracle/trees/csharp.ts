import type { Node } from 'web-tree-sitter';
import type { Call, Outline, Parameter, Value } from '../../../server/src/syntax/code/outline.ts';
import type { Span } from '../../../server/src/model/span.ts';
import { createBuilder, type Builder } from './builder.ts';

/** What the readers of nodes share while one file is read. */
interface Reading {
  readonly builder: Builder;
  readonly text: string;
}

type Reader = (node: Node, reading: Reading) => void;

/** Reads declarations, calls and handlers of a file of C# from the tree of `tree-sitter-c-sharp`; values are left out. */
export function readCSharp(root: Node, text: string): Outline {
  const builder = createBuilder({ start: 0, end: text.length });
  for (const node of root.descendantsOfType([...readers.keys()]))
    if (node && node.endIndex > node.startIndex) readers.get(node.type)?.(node, { builder, text });
  return builder.finish('csharp', { broken: root.hasError, text });
}

const spanOf = (node: Node): Span => ({ start: node.startIndex, end: node.endIndex });
const parts = (node: Node | null | undefined): Node[] =>
  node ? node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment') : [];
const partOf = (node: Node, ...types: string[]): Node | undefined =>
  parts(node).find(({ type }) => types.includes(type));

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...['class', 'struct', 'record', 'interface', 'enum'].map((kind) => [`${kind}_declaration`, readClass] as const),
  ...['method', 'constructor', 'destructor', 'operator', 'conversion_operator'].map(
    (kind) => [`${kind}_declaration`, readFunction] as const,
  ),
  ['local_function_statement', readFunction],
  ['accessor_declaration', readAccessor],
  ['property_declaration', readProperty],
  ['indexer_declaration', readProperty],
  ['lambda_expression', readLambda],
  ['anonymous_method_expression', readLambda],
  ['catch_clause', readCatch],
  ['invocation_expression', readInvocation],
  ['object_creation_expression', readCreation],
  ['implicit_object_creation_expression', readCreation],
  ['constructor_initializer', readInitializer],
  ['attribute', readAttribute],
  ['variable_declarator', readVariable],
  ['declaration_expression', readDeclared],
  ['declaration_pattern', readDeclared],
  ['recursive_pattern', readDeclared],
  ['foreach_statement', readForEach],
  ['from_clause', readDeclared],
  ['join_clause', readDeclared],
]);

function bind({ builder, text }: Reading, name: Node | null | undefined, how: 'declare' | 'field' = 'declare'): void {
  if (name?.type !== 'identifier') return;
  const span = spanOf(name);
  const names = [text.slice(span.start, span.end).replace(/^@/, '')];
  builder.binding({ targets: [{ names }], how, span, targetSpans: [plain(span, text)] });
}

/** A name without the sign before it. */
function plain({ start, end }: Span, text: string): Span {
  return { start: text[start] === '@' ? start + 1 : start, end };
}

function readClass(node: Node, reading: Reading): void {
  const name = node.childForFieldName('name');
  if (!name) return;
  const body = node.childForFieldName('body');
  const own = plain(spanOf(name), reading.text);
  reading.builder.region({
    kind: 'class',
    name: reading.text.slice(own.start, own.end),
    nameSpan: own,
    opener: own,
    body: body ? spanOf(body) : { start: own.start, end: node.endIndex },
  });
  for (const each of parts(partOf(node, 'parameter_list')))
    if (each.type === 'parameter') bind(reading, each.childForFieldName('name'), 'field');
}

function parametersOf(list: Node | null | undefined, text: string): Parameter[] {
  // The last of the parameters may be several, and then stands in the list itself.
  const names = parts(list).flatMap((each) =>
    each.type === 'parameter' ? (each.childForFieldName('name') ?? []) : each.type === 'identifier' ? each : [],
  );
  return names.map((name) => ({ name: text.slice(name.startIndex, name.endIndex), span: spanOf(name) }));
}

/** Where what runs begins: a block, or the expression behind an arrow. */
function bodyOf(node: Node): Span {
  const body = partOf(node, 'block', 'arrow_expression_clause');
  if (body?.type === 'arrow_expression_clause') return spanOf(parts(body)[0] ?? body);
  return body ? spanOf(body) : { start: node.endIndex, end: node.endIndex };
}

function open(reading: Reading, { name, node, list }: { name: Node | Span; node: Node; list?: Node | null }): void {
  const own = plain('startIndex' in name ? spanOf(name) : name, reading.text);
  reading.builder.region({
    kind: 'function',
    name: reading.text.slice(own.start, own.end),
    nameSpan: own,
    opener: own,
    body: bodyOf(node),
    parameters: parametersOf(list, reading.text),
  });
}

function readFunction(node: Node, reading: Reading): void {
  const list = node.childForFieldName('parameters') ?? partOf(node, 'parameter_list');
  const at = reading.text.indexOf('operator', node.startIndex);
  const isOperator = /operator_declaration$/.test(node.type);
  const name = isOperator ? { start: at, end: at + 8 } : node.childForFieldName('name');
  if (name) open(reading, { name, node, list: list ?? null });
}

/** The property that accessors are of; an indexer has none but its word. */
function ownerName(node: Node, text: string): Node | Span | undefined {
  if (node.type === 'property_declaration') return node.childForFieldName('name') ?? undefined;
  const start = text.lastIndexOf('this', partOf(node, 'bracketed_parameter_list')?.startIndex ?? 0);
  return node.type === 'indexer_declaration' ? { start, end: start + 4 } : undefined;
}

function readAccessor(node: Node, reading: Reading): void {
  const owner = node.parent?.parent;
  const name = owner ? ownerName(owner, reading.text) : undefined;
  if (name && partOf(node, 'block', 'arrow_expression_clause')) open(reading, { name, node });
}

function readProperty(node: Node, reading: Reading): void {
  const name = ownerName(node, reading.text);
  if (!name) return;
  if (partOf(node, 'arrow_expression_clause')) return open(reading, { name, node });
  const accessors = parts(partOf(node, 'accessor_list'));
  const runs = accessors.some((each) => partOf(each, 'block', 'arrow_expression_clause'));
  if (!runs && 'startIndex' in name) bind(reading, name, 'field');
}

function readLambda(node: Node, { builder, text }: Reading): void {
  const list = partOf(node, 'parameter_list', 'implicit_parameter');
  const body = node.type === 'lambda_expression' ? node.childForFieldName('body') : partOf(node, 'block');
  if (!body) return;
  const only = node.childForFieldName('parameters');
  const parameters =
    list?.type === 'parameter_list' ? parametersOf(list, text) : only ? [{ name: 'x', span: spanOf(only) }] : [];
  builder.region({ kind: 'function', opener: spanOf(node), body: spanOf(body), parameters, expression: true });
}

function readCatch(node: Node, { builder, text }: Reading): void {
  const body = node.childForFieldName('body') ?? partOf(node, 'block');
  const declared = partOf(node, 'catch_declaration');
  if (!body) return;
  const type = declared?.childForFieldName('type');
  const name = declared?.childForFieldName('name');
  const opener = { start: node.startIndex, end: node.startIndex + 5 };
  builder.region({
    kind: 'handler',
    opener,
    body: spanOf(body),
    caught: {
      ...(name ? { name: text.slice(name.startIndex, name.endIndex) } : {}),
      types: type ? [text.slice(type.startIndex, type.endIndex)] : [],
      how: 'catch',
    },
  });
}

/** The last name of what is called or made, without arguments of types; none for `f()()` and `a[0]()`. */
function lastName(node: Node | null | undefined): Node | undefined {
  switch (node?.type) {
    case 'identifier':
    case 'predefined_type':
      return node;
    case 'generic_name':
      return parts(node)[0];
    case 'member_access_expression':
    case 'qualified_name':
    case 'alias_qualified_name':
    case 'conditional_access_expression':
    case 'member_binding_expression':
      return lastName(parts(node).at(-1));
    default:
      return undefined;
  }
}

function call(
  reading: Reading,
  { node, name, lists, ...more }: { node: Node; name: Span | undefined; lists: readonly Node[]; constructs?: true },
): void {
  const { builder, text } = reading;
  const args = lists.flatMap((list) =>
    parts(list).map((each) => ({ value: { kind: 'other', span: spanOf(each) } satisfies Value, span: spanOf(each) })),
  );
  const own = name && plain(name, text);
  const end = own?.end ?? node.endIndex;
  const brackets = lists[0] ? spanOf(lists[0]) : { start: end, end };
  const nameSpan = own ?? { start: node.startIndex, end: brackets.start };
  const made: Omit<Call, 'region'> = {
    callee: { names: [own ? text.slice(own.start, own.end) : '[]'] },
    args,
    nameSpan,
    start: node.startIndex,
    brackets,
    ...more,
  };
  builder.call(node.id, made);
}

function readInvocation(node: Node, reading: Reading): void {
  const list = partOf(node, 'argument_list');
  const name = lastName(parts(node)[0]);
  const isPlain = parts(node)[0]?.type === 'identifier';
  if (!list || (isPlain && name && reading.text.slice(name.startIndex, name.endIndex) === 'nameof')) return;
  call(reading, { node, name: name && spanOf(name), lists: [list] });
}

function readCreation(node: Node, reading: Reading): void {
  const lists = [partOf(node, 'argument_list'), partOf(node, 'initializer_expression')].filter((each) => !!each);
  const name = lastName(node.childForFieldName('type'));
  const word = { start: node.startIndex, end: node.startIndex + 3 };
  if (lists.length > 0) call(reading, { node, name: name ? spanOf(name) : word, lists, constructs: true });
}

/** `: base(x)`, `: this(x)`. */
function readInitializer(node: Node, reading: Reading): void {
  const list = partOf(node, 'argument_list');
  if (!list) return;
  const start = node.startIndex + reading.text.slice(node.startIndex).search(/base|this/);
  call(reading, { node, name: { start, end: start + 4 }, lists: [list] });
}

const decorated =
  /^(class|struct|record|interface|enum|method|constructor|destructor|operator|conversion_operator|property|indexer)_declaration$|^local_function_statement$/;

function readAttribute(node: Node, reading: Reading): void {
  const owner = node.parent?.parent;
  const name = lastName(node.childForFieldName('name'));
  if (!owner || !decorated.test(owner.type) || !name) return;
  const list = partOf(node, 'attribute_argument_list');
  call(reading, { node, name: spanOf(name), lists: list ? [list] : [] });
}

function readVariable(node: Node, reading: Reading): void {
  const [name] = parts(node);
  const isField = /field_declaration$/.test(node.parent?.parent?.type ?? '');
  if (name?.type === 'tuple_pattern') for (const each of parts(name)) bind(reading, each);
  else bind(reading, name, isField ? 'field' : 'declare');
}

/** `out T x`, `is T x`; what a tuple declares is assigned. */
function readDeclared(node: Node, reading: Reading): void {
  if (node.type === 'declaration_expression' && node.parent?.parent?.type === 'tuple_expression') return;
  const isClause = node.type.endsWith('_clause');
  const names = parts(node).filter(({ type }) => type === 'identifier');
  const inside = node.children.findIndex((child) => child?.type === 'in');
  const before = names.findLast(({ startIndex }) => startIndex < (node.children[inside]?.startIndex ?? 0));
  bind(reading, isClause ? before : node.childForFieldName('name'));
}

function readForEach(node: Node, reading: Reading): void {
  const left = node.childForFieldName('left');
  for (const each of left?.type === 'tuple_pattern' ? parts(left) : [left]) bind(reading, each);
}
