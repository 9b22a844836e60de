import type { Node } from 'web-tree-sitter';
import type { Parameter, Path, Value } from '../../../server/src/syntax/code/outline.ts';
import { loadedModule, readCommonJsExport } from './typescript-modules.ts';
import { bare, partsOf, spanOf, textOf } from './typescript-reading.ts';
import type { Reading } from './typescript-reading.ts';
import { keyName, readPath, readValue } from './typescript-values.ts';

/** `const a = …`, destructuring, and the shapes of `require` at the top of a file, which are imports. */
export function readDeclarator(node: Node, reading: Reading): void {
  const { builder } = reading;
  const target = node.childForFieldName('name');
  const initial = node.childForFieldName('value');
  if (!target) return;
  const here = builder.regionAt(node.startIndex);
  const isVar = reading.hoisted.has(node.id);
  const region = isVar ? builder.enclosing(node.startIndex, 'function', 'block', 'file') : here;
  const loaded = region === 0 && initial ? loadedModule(initial, reading) : undefined;
  if (loaded && readRequired(target, { ...loaded, reading, span: spanOf(node) })) return;
  const type = typeOf(node, reading);
  const value = initial ? readValue(initial, reading) : undefined;
  if (initial && value?.kind === 'function' && target.type === 'identifier')
    reading.names.set(bare(initial).id, target);
  bind(target, { reading, how: 'declare', region, span: spanOf(node), value, type });
}

/** Local names of a module loaded in an expression become imports; false for patterns that are not plain. */
function readRequired(
  target: Node,
  found: { module: string; member?: string; reading: Reading; span: Parameter['span'] },
): boolean {
  const { module, member, reading, span } = found;
  const add = (local: string, name?: string) =>
    reading.builder.import({ local, module, ...(name === undefined ? {} : { member: name }), span });
  if (target.type === 'identifier') {
    add(textOf(target, reading), member);
    return true;
  }
  if (target.type !== 'object_pattern' || member !== undefined) return false;
  for (const part of partsOf(target)) {
    if (part.type === 'shorthand_property_identifier_pattern') add(textOf(part, reading), textOf(part, reading));
    else if (part.type === 'pair_pattern') {
      const key = part.childForFieldName('key');
      const local = innermost(part.childForFieldName('value'));
      if (key && local?.type === 'identifier') add(textOf(local, reading), keyName(key, reading));
    } else if (part.type === 'object_assignment_pattern') {
      const local = part.childForFieldName('left');
      if (local) add(textOf(local, reading), textOf(local, reading));
    }
  }
  return true;
}

/** The target under a default: `a` of `a = 1`. */
function innermost(node: Node | null): Node | null {
  return node?.type === 'assignment_pattern' ? node.childForFieldName('left') : node;
}

const identifier = /^[A-Za-z_$][\w$]*$/;

function typeOf(node: Node, reading: Reading): string | undefined {
  const annotation = node.childForFieldName('type');
  return annotation ? textOf(annotation, reading).replace(/^:\s*/, '') : undefined;
}

interface Bound {
  readonly reading: Reading;
  readonly how: 'declare' | 'assign' | 'parameter';
  readonly region?: number;
  /** Key of the region that it belongs to, if that begins later. */
  readonly inside?: number;
  readonly span: Parameter['span'];
  readonly value: Value | undefined;
  readonly type?: string | undefined;
}

/** One binding a name; a name taken out of a pattern is bound to that member of the value. */
function bind(target: Node, bound: Bound): void {
  const { reading, how, region, inside, span, value, type } = bound;
  const { builder } = reading;
  const other: Value = { kind: 'other', span };
  const targetSpan = spanOf(target);
  const source = reading.text.slice(targetSpan.start, targetSpan.end);
  switch (identifier.test(source) ? 'identifier' : target.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
    case 'member_expression':
    case 'subscript_expression':
    case 'non_null_expression':
      builder.binding(
        {
          targets: [
            target.type.startsWith('shorthand') ? { names: [textOf(target, reading)] } : readPath(target, reading),
          ],
          how,
          ...(type === undefined ? {} : { type }),
          ...(value ? { value } : {}),
          ...(region === undefined ? {} : { region }),
          span,
          targetSpans: [spanOf(target)],
        },
        inside,
      );
      return;
    case 'object_pattern':
      for (const part of partsOf(target)) {
        const member = (name: string | undefined) => (value ? memberOf(value, name, reading) : undefined);
        if (part.type === 'shorthand_property_identifier_pattern') {
          bind(part, { ...bound, value: member(textOf(part, reading)), type: undefined });
        } else if (part.type === 'pair_pattern') {
          const key = part.childForFieldName('key');
          const inner = part.childForFieldName('value');
          if (inner) bind(inner, { ...bound, value: member(key ? keyName(key, reading) : undefined), type: undefined });
        } else if (part.type === 'object_assignment_pattern') {
          const left = part.childForFieldName('left');
          const initial = part.childForFieldName('right');
          if (left)
            bind(left, { ...bound, value: orElse(member(textOf(left, reading)), initial, reading), type: undefined });
        } else if (part.type === 'rest_pattern') {
          const rest = part.namedChild(0);
          if (rest) bind(rest, { ...bound, value: other, type: undefined });
        }
      }
      return;
    case 'array_pattern':
      for (const part of partsOf(target)) bind(part, { ...bound, value: value && other, type: undefined });
      return;
    case 'assignment_pattern': {
      const left = target.childForFieldName('left');
      if (left) bind(left, { ...bound, value: orElse(value, target.childForFieldName('right'), reading) });
      return;
    }
    case 'rest_pattern': {
      const rest = target.namedChild(0);
      if (rest) bind(rest, { ...bound, value: value && other });
    }
  }
}

function orElse(value: Value | undefined, initial: Node | null, reading: Reading): Value | undefined {
  if (!initial || !value) return value;
  return { kind: 'either', of: [value, readValue(initial, reading)], span: value.span };
}

function memberOf(value: Value, name: string | undefined, { builder }: Reading): Value {
  const { span } = value;
  if (name === undefined) return { kind: 'other', span };
  if (value.kind === 'path') {
    return { kind: 'path', path: builder.member(value.path, name), span };
  }
  if (value.kind === 'object') {
    const entry = value.entries.findLast((candidate) => candidate.name === name);
    return entry?.value ?? { kind: 'other', span };
  }
  if (value.kind === 'call') return { kind: 'path', path: builder.member(value, name), span };
  return { kind: 'other', span };
}

/** The variable of `for (const x of xs)`: an element, of which nothing is known. */
export function readLoopVariable(loop: Node, reading: Reading): void {
  const left = loop.type === 'for_in_statement' ? loop.childForFieldName('left') : null;
  if (!left) return;
  const kind = loop.childForFieldName('kind')?.type;
  const how = kind ? 'declare' : 'assign';
  const span = spanOf(left);
  bind(left, {
    reading,
    how,
    span,
    value: { kind: 'other', span },
    ...(kind && kind !== 'var' ? { inside: loop.id } : {}),
  });
}

/** `a = …`, `a.b = …`, `a ||= …`; and CommonJS exports. */
export function readAssignment(node: Node, reading: Reading): void {
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  if (!left || !right) return;
  const span = spanOf(node);
  const assigned = readValue(right, reading);
  if (assigned.kind === 'function') {
    const name = left.type === 'identifier' ? left : left.childForFieldName('property');
    if (name) reading.names.set(bare(right).id, name);
  }
  const operator = node.childForFieldName('operator')?.type;
  const value: Value =
    operator === undefined
      ? assigned
      : operator === '||=' || operator === '??='
        ? { kind: 'either', of: [{ kind: 'path', path: readPath(left, reading), span: spanOf(left) }, assigned], span }
        : { kind: 'other', span };
  bind(left, { reading, how: 'assign', span, value });
  if (left.type !== 'member_expression') return;
  const path = readPath(left, reading);
  if (path.base === undefined) readCommonJsExport(path.names, value, reading);
}

/** A field of a class. */
export function readField(node: Node, reading: Reading): void {
  const key = node.childForFieldName('name');
  const initial = node.childForFieldName('value');
  const name = key ? keyName(key, reading) : undefined;
  if (!key || name === undefined) return;
  const type = typeOf(node, reading);
  if (initial) reading.names.set(bare(initial).id, key);
  reading.builder.binding({
    targets: [{ names: [name] }],
    how: 'field',
    ...(type === undefined ? {} : { type }),
    ...(initial ? { value: readValue(initial, reading) } : {}),
    span: spanOf(node),
    targetSpans: [spanOf(key)],
  });
}

/** The parameters by position; one that is a pattern has no name. */
export function readParameters(node: Node, reading: Reading): Parameter[] {
  const single = node.childForFieldName('parameter');
  if (single) return [{ name: textOf(single, reading), span: spanOf(single) }];
  const list = node.childForFieldName('parameters');
  if (!list) return [];
  return partsOf(list).map((part) => {
    const whole = spanOf(part);
    const source = reading.text.slice(whole.start, whole.end);
    if (identifier.test(source)) return { name: source, span: whole };
    const pattern = patternOf(part);
    const initial =
      part.childForFieldName('value') ?? (part.type === 'assignment_pattern' ? part.childForFieldName('right') : null);
    const type = typeOf(part, reading);
    return {
      name: pattern?.type === 'identifier' ? textOf(pattern, reading) : '',
      ...(type === undefined ? {} : { type }),
      ...(initial ? { default: readValue(initial, reading) } : {}),
      span: spanOf(pattern ?? part),
    };
  });
}

/** `required_parameter` in TypeScript; the JavaScript grammar has the pattern itself. */
function patternOf(parameter: Node): Node | null {
  const pattern = parameter.childForFieldName('pattern') ?? innermost(parameter);
  return pattern?.type === 'rest_pattern' ? pattern.namedChild(0) : pattern;
}

const fieldModifier = /^(public|private|protected|readonly|override)\s/;

/** Names that parameters declare beside their own: those of patterns, and fields made by `constructor(private x: X)`. */
export function readParameterBindings(node: Node, reading: Reading): void {
  const list = node.childForFieldName('parameters');
  const { text } = reading;
  if (!list || list.endIndex - list.startIndex < 3) return;
  for (const part of partsOf(list)) {
    const pattern = patternOf(part);
    if (!pattern) continue;
    const span = spanOf(pattern);
    if (pattern.type === 'object_pattern' || pattern.type === 'array_pattern') {
      bind(pattern, { reading, how: 'parameter', span, value: undefined });
      continue;
    }
    const makesField = fieldModifier.test(text.slice(part.startIndex, part.startIndex + 12));
    if (!makesField || pattern.type !== 'identifier') continue;
    const type = typeOf(part, reading);
    const path: Path = { names: [textOf(pattern, reading)] };
    reading.builder.binding({
      targets: [path],
      how: 'field',
      ...(type === undefined ? {} : { type }),
      region: reading.builder.enclosing(span.start, 'class', 'file'),
      span,
      targetSpans: [span],
    });
  }
}
