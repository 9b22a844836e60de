import type { Node } from 'web-tree-sitter';
import { createBuilder } from './builder.ts';
import type { Outline, Parameter } from '../../../server/src/syntax/code/outline.ts';
import { readAssignment, readFrom, readGlobal, readImport } from './python-bindings.ts';
import { blockOf, bodyOf, emptiness, parts, scopeAt, spanOf, textOf, wordAt } from './python-reading.ts';
import type { Reader, Reading } from './python-reading.ts';
import {
  readAs,
  readClause,
  readComprehension,
  readExcept,
  readFinally,
  readFor,
  readJump,
  readRaise,
  readReturn,
  readTry,
  readWith,
  readWithItem,
} from './python-statements.ts';
import { plainAnnotation, pythonValues } from './python-values.ts';

/** Reads a Python file from the tree of `tree-sitter-python`. */
export function readPython(root: Node, text: string): Outline {
  const builder = createBuilder({ start: 0, end: text.length });
  const reading: Reading = {
    builder,
    text,
    values: pythonValues(builder, text),
    scopes: [],
    discarded: new Set(),
    awaited: new Set(),
  };
  for (const node of root.descendantsOfType([...readers.keys()])) {
    if (node && node.endIndex > node.startIndex) readers.get(node.type)?.(node, reading);
  }
  return builder.finish('python', { broken: root.hasError, text });
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['comment', (node, { builder }) => builder.comment(spanOf(node))],
  ['import_statement', readImport],
  ['import_from_statement', readFrom],
  [
    'future_import_statement',
    (node, { builder }) => builder.import({ local: '', module: '__future__', span: spanOf(node) }),
  ],
  ['function_definition', readFunction],
  ['lambda', readLambda],
  ['class_definition', readClass],
  ['decorator', readDecorator],
  ['assignment', readAssignment],
  ['augmented_assignment', readAssignment],
  ['named_expression', readAssignment],
  ['global_statement', readGlobal],
  ['nonlocal_statement', readGlobal],
  ['try_statement', readTry],
  ['except_clause', readExcept],
  ['except_group_clause', readExcept],
  ['finally_clause', readFinally],
  ['else_clause', readAs('branch')],
  ['if_statement', readAs('branch')],
  ['elif_clause', readAs('branch')],
  ['while_statement', readAs('loop')],
  ['for_statement', readFor],
  ['match_statement', readAs('switch')],
  ['case_clause', readAs('branch')],
  ['with_statement', readWith],
  ['with_item', readWithItem],
  ['list_comprehension', readComprehension],
  ['set_comprehension', readComprehension],
  ['dictionary_comprehension', readComprehension],
  ['generator_expression', readComprehension],
  ['for_in_clause', readClause],
  ['expression_statement', markStatement],
  ['await', markAwaited],
  ['call', readCall],
  ['return_statement', readReturn],
  ['raise_statement', readRaise],
  ['break_statement', readJump],
  ['continue_statement', readJump],
]);

function markStatement(node: Node, { discarded }: Reading): void {
  const only = parts(node)[0];
  const inner = only?.type === 'await' ? parts(only)[0] : only;
  if (inner?.type === 'call') discarded.add(inner.id);
}

function markAwaited(node: Node, { awaited }: Reading): void {
  const inner = parts(node)[0];
  if (inner?.type === 'call') awaited.add(inner.id);
}

function readCall(node: Node, { builder, values, discarded, awaited }: Reading): void {
  const callee = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  if (!callee || !list) return;
  builder.call(node.id, {
    callee: values.path(callee),
    args: values.args(list),
    ...(discarded.has(node.id) ? { discarded: true as const } : {}),
    ...(awaited.has(node.id) ? { awaited: true as const } : {}),
    nameSpan: spanOf(callee.childForFieldName('attribute') ?? callee),
    start: node.startIndex,
    brackets: spanOf(list),
  });
}

/** A decorator is a call; one without brackets has an empty argument list. */
function readDecorator(node: Node, { builder, values }: Reading): void {
  const inner = parts(node)[0];
  if (!inner || inner.type === 'call') return;
  builder.call(inner.id, {
    callee: values.path(inner),
    args: [],
    nameSpan: spanOf(inner.childForFieldName('attribute') ?? inner),
    start: inner.startIndex,
    brackets: { start: inner.endIndex, end: inner.endIndex },
  });
}

function decoratorKeys(node: Node): { decoratorKeys?: readonly number[] } {
  const around = node.parent;
  if (around?.type !== 'decorated_definition') return {};
  const keys = parts(around).flatMap((child) => (child.type === 'decorator' ? (parts(child)[0]?.id ?? []) : []));
  return { decoratorKeys: keys };
}

function readFunction(node: Node, reading: Reading): void {
  const { builder, text } = reading;
  const name = node.childForFieldName('name');
  const list = node.childForFieldName('parameters');
  const result = node.childForFieldName('return_type');
  const outer = scopeAt(reading, node.startIndex);
  const parameters = list ? parametersOf(list, reading) : [];
  const body = bodyOf(node, text);
  builder.region({
    kind: 'function',
    key: node.id,
    extent: { start: node.startIndex, end: body.end },
    ...(name ? { name: textOf(name, text), nameSpan: spanOf(name) } : {}),
    opener: wordAt(text, node.startIndex),
    body,
    parameters,
    ...(text.startsWith('async', node.startIndex) ? { async: true as const } : {}),
    ...(result ? { results: [plainAnnotation(textOf(result, text))] } : {}),
    ...emptiness(blockOf(node)),
    ...decoratorKeys(node),
  });
  if (!outer && name) exportName(textOf(name, text), reading);
  const known = new Set(parameters.map((parameter) => parameter.name));
  reading.scopes.push({ kind: 'function', key: node.id, end: body.end, known });
}

/** What a module does not hide by an underscore can be imported. */
function exportName(name: string, { builder }: Reading): void {
  if (!name.startsWith('_')) builder.export({ name, local: name });
}

function readLambda(node: Node, reading: Reading): void {
  const { builder, values } = reading;
  const list = node.childForFieldName('parameters');
  const body = node.childForFieldName('body');
  if (!body) return;
  builder.region({
    kind: 'function',
    key: node.id,
    extent: spanOf(node),
    opener: wordAt(reading.text, node.startIndex),
    body: spanOf(body),
    parameters: list ? parametersOf(list, reading) : [],
    expression: true,
    implicitReturn: true,
  });
  builder.exit({ kind: 'return', implicit: true, value: values.value(body), span: spanOf(body) });
}

function parametersOf(list: Node, { values, text }: Reading): Parameter[] {
  return parts(list).flatMap((node): Parameter[] => {
    const named = node.type === 'typed_parameter' ? parts(node)[0] : node.childForFieldName('name');
    const inner = named ?? node;
    const type = node.childForFieldName('type');
    const initial = node.childForFieldName('value');
    if (!/^\*{0,2}\w+$/.test(textOf(inner, text))) return [];
    const name = textOf(inner, text).replace(/^\*+/, '');
    // `*args: T` and `**kw: T` hold several.
    const isOne = name.length === inner.endIndex - inner.startIndex;
    return [
      {
        name,
        ...(type && isOne ? { type: plainAnnotation(textOf(type, text)) } : {}),
        ...(initial ? { default: values.value(initial) } : {}),
        span: spanOf(inner),
      },
    ];
  });
}

function readClass(node: Node, reading: Reading): void {
  const { builder, text } = reading;
  const name = node.childForFieldName('name');
  const list = node.childForFieldName('superclasses');
  const outer = scopeAt(reading, node.startIndex);
  const body = bodyOf(node, text);
  const supertypes = list ? parts(list).filter((part) => part.type === 'identifier' || part.type === 'attribute') : [];
  builder.region({
    kind: 'class',
    key: node.id,
    ...(name ? { name: textOf(name, text), nameSpan: spanOf(name) } : {}),
    opener: wordAt(text, node.startIndex),
    body,
    supertypes: supertypes.map((part) => textOf(part, text)),
    ...decoratorKeys(node),
  });
  if (!outer && name) exportName(textOf(name, text), reading);
  reading.scopes.push({ kind: 'class', key: node.id, end: body.end, known: new Set() });
}
