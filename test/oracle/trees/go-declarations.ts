import type { Node } from 'web-tree-sitter';
import { localName } from '../../../server/src/syntax/code/go/imports.ts';
import { emptiness, wordAt } from './go-reading.ts';
import type { Reading } from './go-reading.ts';
import { isCall, parts, spanOf, textOf, typePath } from './go-values.ts';
import type { Binding, Parameter, Value } from '../../../server/src/syntax/code/outline.ts';

/** An import, with the name that the file uses for the package. */
export function readImport(node: Node, { builder, text }: Reading): void {
  const path = node.childForFieldName('path');
  if (!path) return;
  const module = textOf(path, text).slice(1, -1);
  const alias = node.childForFieldName('name');
  const span = spanOf(path);
  if (alias?.type === 'dot') builder.import({ local: '', module, member: '*', span });
  else if (alias?.type === 'blank_identifier') builder.import({ local: '', module, span });
  else builder.import({ local: alias ? textOf(alias, text) : localName(module, text), module, span });
}

/** A function, method or function literal. */
export function readFunction(node: Node, reading: Reading): void {
  const { builder, blocks, text } = reading;
  const body = node.childForFieldName('body');
  if (!body) return;
  blocks.set(body.id, undefined);
  const name = node.childForFieldName('name');
  const list = node.childForFieldName('parameters');
  const receivers = node.childForFieldName('receiver');
  const receiver = receivers ? parametersOf(receivers, text)[0] : undefined;
  const parameters = list ? parametersOf(list, text) : [];
  builder.region({
    kind: 'function',
    key: node.id,
    extent: spanOf(node),
    ...(name ? { name: textOf(name, text), nameSpan: spanOf(name) } : {}),
    opener: wordAt(text, node.startIndex),
    body: spanOf(body),
    parameters,
    ...(receiver ? { receiver } : {}),
    results: resultsOf(node.childForFieldName('result'), text),
    ...emptiness(body),
  });
  if (name && node.type === 'function_declaration') exportName(name, reading);
  for (const named of namedResults(node.childForFieldName('result'), text)) {
    builder.binding({
      targets: [{ names: [named.name] }],
      how: 'declare',
      ...(named.type === undefined ? {} : { type: named.type }),
      span: named.span,
      targetSpans: [named.span],
    });
  }
}

function parametersOf(list: Node, text: string): Parameter[] {
  return parts(list).flatMap((declaration): Parameter[] => {
    const type = declaration.childForFieldName('type');
    const written = type
      ? { type: (declaration.type === 'variadic_parameter_declaration' ? '...' : '') + textOf(type, text) }
      : {};
    const names = declaration.childrenForFieldName('name').filter((name) => name !== null);
    if (names.length === 0) return [{ name: '', ...written, span: spanOf(declaration) }];
    return names.map((name) => ({ name: textOf(name, text), ...written, span: spanOf(name) }));
  });
}

function resultsOf(result: Node | null, text: string): string[] {
  if (!result) return [];
  return result.type === 'parameter_list'
    ? parametersOf(result, text).map((each) => each.type ?? '')
    : [textOf(result, text)];
}

/** Results with a name are variables that begin as zero values. */
function namedResults(result: Node | null, text: string): Parameter[] {
  if (result?.type !== 'parameter_list') return [];
  return parametersOf(result, text).filter(({ name }) => name !== '' && name !== '_');
}

/** A struct or interface with its fields. */
export function readType(node: Node, reading: Reading): void {
  const { builder, text } = reading;
  const name = node.childForFieldName('name');
  const type = node.childForFieldName('type');
  if (!name || !type) return;
  if (builder.regionAt(node.startIndex) === 0) exportName(name, reading);
  const body = type.type === 'struct_type' ? parts(type)[0] : type.type === 'interface_type' ? type : undefined;
  if (!body) return;
  const fields = type.type === 'struct_type' ? parts(body).filter((field) => field.type === 'field_declaration') : [];
  const embedded = type.type === 'struct_type' ? fields.filter((field) => !field.childForFieldName('name')) : [];
  builder.region({
    kind: 'class',
    name: textOf(name, text),
    nameSpan: spanOf(name),
    opener: wordAt(text, type.startIndex),
    body: spanOf(body),
    supertypes: embedded.flatMap((field) => {
      const written = field.childForFieldName('type');
      return written ? [textOf(written, text)] : [];
    }),
  });
  for (const field of fields) {
    const written = field.childForFieldName('type');
    const names = field.childrenForFieldName('name').filter((each) => each !== null);
    const own = written && names.length === 0 ? typePath(written, text)?.names.at(-1) : undefined;
    if (!written) continue;
    const targets = own
      ? [{ name: own, span: spanOf(written) }]
      : names.map((each) => ({ name: textOf(each, text), span: spanOf(each) }));
    for (const target of targets) {
      builder.binding({
        targets: [{ names: [target.name] }],
        how: 'field',
        type: pointerTo(field) + textOf(written, text),
        span: spanOf(field),
        targetSpans: [target.span],
      });
    }
  }
}

/** An embedded `*T` has its star outside the type. */
function pointerTo(field: Node): string {
  return field.children.some((child) => child?.type === '*') ? '*' : '';
}

/** `var` and `const`. */
export function readVariables(node: Node, reading: Reading): void {
  const names = node.childrenForFieldName('name').filter((name) => name !== null && name.type !== ',') as Node[];
  const list = node.childForFieldName('value');
  const type = node.childForFieldName('type');
  bind(
    node,
    {
      targets: names,
      given: list ? parts(list) : [],
      how: 'declare',
      type: type ? textOf(type, reading.text) : undefined,
    },
    reading,
  );
  if (reading.builder.regionAt(node.startIndex) > 0) return;
  for (const name of names) exportName(name, reading);
}

/** A capital letter exports. */
function exportName(node: Node, { builder, text }: Reading): void {
  const name = textOf(node, text);
  if (/^\p{Lu}/u.test(name)) builder.export({ name, local: name });
}

/** `:=`, `=` and `+=`. */
export function readAssignment(node: Node, reading: Reading): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (!left || !right) return;
  const declares = node.type === 'short_var_declaration';
  const plain = declares || node.childForFieldName('operator')?.type === '=';
  bind(node, { targets: parts(left), given: plain ? parts(right) : [], how: declares ? 'declare' : 'assign' }, reading);
}

/** What a `range` or a receiving `case` sets. */
export function readTargetsOnly(node: Node, reading: Reading): void {
  const left = node.childForFieldName('left');
  if (!left) return;
  const declares = /^\s*:=/.test(reading.text.slice(left.endIndex, left.endIndex + 8));
  bind(node, { targets: parts(left), given: [], how: declares ? 'declare' : 'assign' }, reading);
}

/** `i++`. */
export function readStep(node: Node, reading: Reading): void {
  bind(node, { targets: parts(node), given: [], how: 'assign' }, reading);
}

interface Assignment {
  readonly targets: readonly Node[];
  /** The values; none where they are no expression of their own. */
  readonly given: readonly Node[];
  readonly how: Binding['how'];
  readonly type?: string | undefined;
}

/** `a, b := 1, 2` are two bindings, `a, err := f()` is one. */
function bind(node: Node, { targets, given, how, type }: Assignment, reading: Reading): void {
  const { builder, values } = reading;
  const region = builder.regionAt(node.startIndex);
  const add = (own: readonly Node[], value: Value | undefined) =>
    builder.binding({
      targets: own.map(values.path),
      how,
      ...(type === undefined ? {} : { type }),
      ...(value ? { value } : {}),
      region,
      span: spanOf(node),
      targetSpans: own.map(spanOf),
    });
  const first = given[0];
  const other: Value | undefined =
    type !== undefined && given.length === 0 ? undefined : { kind: 'other', span: spanOf(node) };
  if (given.length > 1) targets.forEach((target, at) => add([target], given[at] ? values.value(given[at]) : other));
  else if (first) add(targets, values.value(first));
  else add(targets, other);
  for (const [at, target] of targets.entries()) {
    const from = given.length > 1 ? given[at] : first;
    const key = `${region} ${textOf(target, reading.text)}`;
    if (from && isCall(from)) reading.lastCalls.set(key, from.id);
    else reading.lastCalls.delete(key);
  }
}
