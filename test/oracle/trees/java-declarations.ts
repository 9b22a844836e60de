import type { Node } from 'web-tree-sitter';
import { annotationKeys, emptiness, parts, spanOf, textOf, typeNames, wordAt } from './java-reading.ts';
import type { Reading } from './java-reading.ts';
import type { Binding, Parameter, Value } from '../../../server/src/syntax/code/outline.ts';

/** `import a.b.C`, `import a.b.*`, `import static a.b.C.d`: the module is the package, the member what stands in it. */
export function readImport(node: Node, { builder, text }: Reading): void {
  const path = parts(node)[0];
  if (!path) return;
  const span = spanOf(node);
  const names = typeNames(path, text);
  const isOnDemand = parts(node).some(({ type }) => type === 'asterisk');
  const first = names.findIndex((name) => /^\p{Lu}/u.test(name));
  if (isOnDemand && first < 0) return builder.import({ local: '', module: names.join('.'), member: '*', span });
  const cut = first < 0 ? names.length - 1 : first;
  const module = names.slice(0, cut).join('.');
  const member = names.slice(cut).join('.');
  // The static members of a class, or classes within it, on demand.
  if (isOnDemand) return builder.import({ local: '', module, member: `${member}.*`, span });
  builder.import({ local: names.at(-1) ?? '', module, member, span });
}

/** A class, interface, enum, record or annotation type. */
export function readClass(node: Node, reading: Reading): void {
  const { builder, text } = reading;
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  if (!name || !body) return;
  builder.region({
    kind: 'class',
    key: node.id,
    name: textOf(name, text),
    nameSpan: spanOf(name),
    opener: spanOf(name),
    body: spanOf(body),
    supertypes: supertypesOf(node, text),
    ...annotationKeys(node),
  });
  const components = node.type === 'record_declaration' ? node.childForFieldName('parameters') : null;
  for (const { name: field, type, span } of components ? parametersOf(components, text) : []) {
    const own = { targets: [{ names: [field] }], how: 'field' as const, region: 0, span, targetSpans: [span] };
    builder.binding({ ...own, ...(type === undefined ? {} : { type }) }, node.id);
  }
}

function supertypesOf(node: Node, text: string): string[] {
  return parts(node).flatMap((part) => {
    if (part.type !== 'superclass' && part.type !== 'super_interfaces' && part.type !== 'extends_interfaces') return [];
    const list = parts(part)[0];
    const types = list?.type === 'type_list' ? parts(list) : list ? [list] : [];
    return types.map((type) => typeNames(type, text).join('.'));
  });
}

/** The body of an anonymous class, or of an enum constant that has one. */
export function readAnonymousClass(node: Node, { builder, text }: Reading): void {
  const made = node.parent;
  if (made?.type !== 'object_creation_expression' && made?.type !== 'enum_constant') return;
  const type = made.childForFieldName('type');
  builder.region({
    kind: 'class',
    key: node.id,
    expression: true,
    opener: wordAt(text, made.startIndex),
    body: spanOf(node),
    supertypes: type ? [typeNames(type, text).join('.')] : [],
  });
}

/** A method or constructor; one without body has an empty one behind it. */
export function readFunction(node: Node, reading: Reading): void {
  const { builder, text, announced } = reading;
  const name = node.childForFieldName('name');
  if (!name) return;
  const list = node.childForFieldName('parameters');
  const body = node.childForFieldName('body');
  const type = node.childForFieldName('type');
  if (body) announced.add(body.id);
  builder.region({
    kind: 'function',
    key: node.id,
    extent: { start: name.startIndex, end: node.endIndex },
    name: textOf(name, text),
    nameSpan: spanOf(name),
    opener: spanOf(name),
    body: body ? spanOf(body) : { start: node.endIndex, end: node.endIndex },
    parameters: list ? parametersOf(list, text) : [],
    ...(type ? { results: type.type === 'void_type' ? [] : [textOf(type, text)] } : {}),
    ...(body ? emptiness(body) : {}),
    ...annotationKeys(node),
  });
}

/** `static { … }`, which runs when the class is loaded. */
export function readInitializer(node: Node, { builder, announced, text }: Reading): void {
  const body = parts(node).find(({ type }) => type === 'block');
  if (!body) return;
  announced.add(body.id);
  builder.region({
    kind: 'function',
    opener: wordAt(text, node.startIndex),
    body: spanOf(body),
    expression: true,
    ...emptiness(body),
  });
}

/** A lambda expression. */
export function readLambda(node: Node, { builder, values, announced, text }: Reading): void {
  const list = node.childForFieldName('parameters');
  const body = node.childForFieldName('body');
  if (!list || !body) return;
  const isBlock = body.type === 'block';
  if (isBlock) announced.add(body.id);
  builder.region({
    kind: 'function',
    key: node.id,
    extent: spanOf(node),
    opener: wordAt(text, node.startIndex),
    body: spanOf(body),
    parameters: list.type === 'identifier' ? [inferred(list, text)] : parametersOf(list, text),
    expression: true,
    ...(isBlock ? emptiness(body) : { implicitReturn: true as const }),
  });
  if (!isBlock) builder.exit({ kind: 'return', implicit: true, value: values.value(body), span: spanOf(body) });
}

function inferred(node: Node, text: string): Parameter {
  return { name: textOf(node, text), span: spanOf(node) };
}

function parametersOf(list: Node, text: string): Parameter[] {
  return parts(list).flatMap((node): Parameter[] => {
    if (node.type === 'identifier') return [inferred(node, text)];
    if (node.type === 'spread_parameter') {
      const name = parts(node).find(({ type }) => type === 'variable_declarator');
      const type = parts(node).find((part) => part.type !== 'modifiers' && part.type !== 'variable_declarator');
      if (!name || !type) return [];
      return [{ name: textOf(name, text), type: `...${textOf(type, text)}`, span: spanOf(name) }];
    }
    const name = node.childForFieldName('name');
    const type = node.childForFieldName('type');
    if (node.type !== 'formal_parameter' || !name) return [];
    return [{ name: textOf(name, text), ...(type ? written(type, text) : {}), span: spanOf(name) }];
  });
}

/** `var` is no type. */
function written(type: Node, text: string): { type?: string } {
  const own = textOf(type, text);
  return own === 'var' ? {} : { type: own };
}

/** The variables of a field or local declaration, one binding each. */
export function readVariables(node: Node, reading: Reading): void {
  const type = node.childForFieldName('type');
  const how = node.type === 'local_variable_declaration' ? 'declare' : 'field';
  for (const declarator of node.childrenForFieldName('declarator')) {
    const name = declarator?.childForFieldName('name');
    if (!declarator || !name) continue;
    const given = declarator.childForFieldName('value');
    const value = given ? reading.values.value(given) : undefined;
    bind({ target: name, type, value, how, span: declarator }, reading);
  }
}

interface Bound {
  readonly target: Node;
  readonly type: Node | null;
  readonly value: Value | undefined;
  readonly how: Binding['how'];
  readonly span: Node;
  /** Key of the region that it belongs to, if that begins later. */
  readonly inside?: number;
}

/** Binds one name or member. */
export function bind({ target, type, value, how, span, inside }: Bound, { builder, values, text }: Reading): void {
  builder.binding(
    {
      targets: [values.path(target)],
      how,
      ...(type ? written(type, text) : {}),
      ...(value ? { value } : {}),
      span: spanOf(span),
      targetSpans: [spanOf(target)],
    },
    inside,
  );
}

/** `a = b`, `a += b`. */
export function readAssignment(node: Node, reading: Reading): void {
  const target = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (!target || !right) return;
  const isPlain = node.childForFieldName('operator')?.type === '=';
  const value: Value = isPlain ? reading.values.value(right) : { kind: 'other', span: spanOf(node) };
  bind({ target, type: null, value, how: 'assign', span: node }, reading);
}

/** `i++`. */
export function readStep(node: Node, reading: Reading): void {
  const target = parts(node)[0];
  if (target)
    bind({ target, type: null, value: { kind: 'other', span: spanOf(node) }, how: 'assign', span: node }, reading);
}
