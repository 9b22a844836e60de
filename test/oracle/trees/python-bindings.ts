import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import type { Binding, Value } from '../../../server/src/syntax/code/outline.ts';
import { parts, scopeAt, spanOf, textOf } from './python-reading.ts';
import type { Reading } from './python-reading.ts';
import { plainAnnotation } from './python-values.ts';

/** `import a.b`, `import a.b as c`. */
export function readImport(node: Node, { builder, text }: Reading): void {
  const span = spanOf(node);
  for (const part of parts(node)) {
    const { name, local } = named(part, text);
    if (local !== undefined) builder.import({ local, module: name, span });
    else {
      // `import a.b` makes `a` known, and loads `a.b`.
      const root = name.split('.', 1)[0] ?? name;
      builder.import({ local: root, module: root, span });
      if (root !== name) builder.import({ local: '', module: name, span });
    }
  }
}

/** `from x import y as z`. */
export function readFrom(node: Node, { builder, text }: Reading): void {
  const from = node.childForFieldName('module_name');
  if (!from) return;
  const module = textOf(from, text).replace(/\s/g, '');
  const span = spanOf(node);
  if (parts(node).some((part) => part.type === 'wildcard_import')) {
    builder.import({ local: '', module, member: '*', span });
  }
  for (const part of node.childrenForFieldName('name')) {
    if (!part || part.type === ',') continue;
    const { name, local = name } = named(part, text);
    builder.import({ local, module, member: name, span });
  }
}

function named(node: Node, text: string): { name: string; local?: string } {
  const name = node.childForFieldName('name');
  const alias = node.childForFieldName('alias');
  if (!name || !alias) return { name: textOf(node, text).replace(/\s/g, '') };
  return { name: textOf(name, text).replace(/\s/g, ''), local: textOf(alias, text) };
}

/** `a = 1`, `a: T = 1`, `a, b = f()`, `a += 1`, `(a := 1)`. */
export function readAssignment(node: Node, reading: Reading): void {
  const left = node.childForFieldName('left') ?? node.childForFieldName('name');
  const right = node.childForFieldName('right') ?? node.childForFieldName('value');
  const annotation = node.childForFieldName('type');
  const span = spanOf(node);
  if (!left) return;
  const augmented = node.type === 'augmented_assignment';
  const value: Value | undefined = augmented
    ? { kind: 'other', span }
    : right
      ? reading.values.value(right)
      : undefined;
  const type = annotation ? plainAnnotation(textOf(annotation, reading.text)) : undefined;
  bindTargets(left, { value, type, span }, reading);
}

interface Bound {
  readonly value: Value | undefined;
  readonly type?: string | undefined;
  readonly how?: 'with';
  /** Key of the region that it belongs to, if that begins later. */
  readonly inside?: number;
  readonly span: Span;
}

const patterns = new Set(['pattern_list', 'tuple_pattern', 'list_pattern', 'tuple', 'list']);

/** Binds targets; `a, b = 1, 2` are two bindings, `a, b = f()` is one. */
export function bindTargets(left: Node, bound: Bound, reading: Reading): void {
  const { value, type, how, inside, span } = bound;
  const targets = patterns.has(left.type) ? parts(left) : [left];
  if (targets.length > 1 && value?.kind === 'list' && value.items.length === targets.length) {
    targets.forEach((target, at) => bindTargets(target, { ...bound, value: value.items[at] }, reading));
    return;
  }
  if (targets.some((target) => patterns.has(target.type))) {
    for (const target of targets) bindTargets(target, { ...bound, value: { kind: 'other', span } }, reading);
    return;
  }
  const { builder, values, text } = reading;
  const scope = scopeAt(reading, span.start);
  const isField = scope?.kind === 'class' && targets.every((target) => target.type === 'identifier');
  for (const target of targets)
    if (scope && !isField && !how) declareIn(scope, textOf(target, text), spanOf(target), reading);
  const spread = value && targets.length > 1 && value.kind !== 'call' ? { kind: 'other' as const, span } : value;
  const binding: Omit<Binding, 'region'> = {
    targets: targets.map(values.path),
    how: isField ? 'field' : (how ?? 'assign'),
    ...(type === undefined ? {} : { type }),
    ...(spread ? { value: spread } : {}),
    span,
    targetSpans: targets.map(spanOf),
  };
  builder.binding(binding, inside);
}

/** An assignment makes a name local to the whole function, unless it is `global`. */
function declareIn(
  scope: { key: number; kind: string; known: Set<string> },
  name: string,
  span: Span,
  { builder }: Reading,
): void {
  if (scope.kind !== 'function' || scope.known.has(name) || !/^\w+$/.test(name)) return;
  scope.known.add(name);
  builder.binding({ targets: [{ names: [name] }], how: 'declare', region: 0, span, targetSpans: [span] }, scope.key);
}

/** `global a` and `nonlocal a`: assignments go to the variable outside. */
export function readGlobal(node: Node, reading: Reading): void {
  const scope = scopeAt(reading, node.startIndex);
  for (const name of parts(node)) scope?.known.add(textOf(name, reading.text));
}
