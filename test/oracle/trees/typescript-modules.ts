import type { Node } from 'web-tree-sitter';
import type { Value } from '../../../server/src/syntax/code/outline.ts';
import { bare, partsOf, spanOf, textOf } from './typescript-reading.ts';
import type { Reading } from './typescript-reading.ts';
import { keyName, readPath, readValue } from './typescript-values.ts';

/** `import` in all its static forms, `import x = require('x')` included; read from the text, of which there is much. */
export function readImport(statement: Node, reading: Reading): void {
  const { builder, text } = reading;
  const span = spanOf(statement);
  const source = statement.childForFieldName('source') ?? statement.namedChild(0)?.childForFieldName('source');
  if (!source) return;
  const module = text.slice(source.startIndex + 1, source.endIndex - 1);
  const head = text.slice(span.start, source.startIndex).replace(/\/\*[^]*?\*\/|\/\/.*/g, ' ');
  const [, keyword = '', clause = ''] = /^import\b\s*(type\b(?!\s*(?:,|from\b|=)))?([^]*)$/.exec(head) ?? [];
  const add = (local: string, member: string | undefined, typeOnly: boolean) =>
    builder.import({
      local,
      module,
      ...(member === undefined ? {} : { member }),
      ...(typeOnly ? { typeOnly: true as const } : {}),
      span,
    });
  const isType = keyword !== '';
  const required = /^\s*([\w$]+)\s*=\s*require\b/.exec(clause)?.[1];
  if (required !== undefined) return add(required, undefined, isType);
  const brace = clause.indexOf('{');
  const before = brace < 0 ? clause : clause.slice(0, brace);
  const initial = /^\s*([\w$]+)\s*(?:,|from\b|$)/.exec(before)?.[1];
  const namespace = /\*\s*as\s+([\w$]+)/.exec(before)?.[1];
  if (initial === undefined && namespace === undefined && brace < 0) return add('', undefined, false);
  if (initial !== undefined) add(initial, 'default', isType);
  if (namespace !== undefined) add(namespace, undefined, isType);
  if (brace < 0) return;
  for (const specifier of clause.slice(brace + 1, clause.lastIndexOf('}')).split(',')) {
    const found = /^\s*(type\s+(?!as\b\s*\w+\s*$))?([\w$]+|'[^']*'|"[^"]*")(?:\s+as\s+([\w$]+))?\s*$/.exec(specifier);
    const member = found?.[2]?.replace(/^['"]|['"]$/g, '');
    if (found && member !== undefined) add(found[3] ?? member, member, isType || found[1] !== undefined);
  }
}

function isTypeOnly(node: Node, { text }: Reading): boolean {
  return /^(?:export\s+)?type\s+[^\s,=]/.test(text.slice(node.startIndex, node.startIndex + 40));
}

const interop = /^(__importDefault|__importStar|__toESM|_interop\w+)$/;

/** The module that an expression loads: `require('x')`, `await import('x')`, compilers' wrappers of it, and a member taken at once. */
export function loadedModule(node: Node, reading: Reading): { module: string; member?: string } | undefined {
  const inner = bare(node);
  if (inner.type === 'member_expression') {
    const object = inner.childForFieldName('object');
    const property = inner.childForFieldName('property');
    const loaded = object ? loadedModule(object, reading) : undefined;
    if (!loaded || loaded.member !== undefined || !property) return undefined;
    return { module: loaded.module, member: textOf(property, reading) };
  }
  if (inner.type !== 'call_expression') return undefined;
  const callee = inner.childForFieldName('function');
  const list = inner.childForFieldName('arguments');
  const first = list?.type === 'arguments' ? partsOf(list)[0] : undefined;
  if (!callee || !first) return undefined;
  const path = readPath(callee, reading);
  const name = path.base === undefined ? path.names.at(-1) : undefined;
  if (name === undefined) return undefined;
  if (interop.test(name)) return loadedModule(first, reading);
  if (path.names.length > 1 || (name !== 'require' && name !== 'import')) return undefined;
  const isConstant = first.type === 'string' || (first.type === 'template_string' && first.namedChildCount <= 1);
  const module = isConstant ? reading.text.slice(first.startIndex + 1, first.endIndex - 1) : '';
  return module === '' ? undefined : { module };
}

/** `export` in all its forms; types count for nothing. */
export function readExport(statement: Node, reading: Reading): void {
  const { builder } = reading;
  const declaration = statement.childForFieldName('declaration');
  // Decorators may stand before `export`.
  const head = reading.text.slice(statement.startIndex, declaration?.startIndex ?? statement.startIndex + 40);
  const isDefault = /(?:^|\s)export\s+default\b/.test(head);
  if (declaration) {
    const names = declaredNames(declaration, reading);
    if (isDefault) builder.export({ name: 'default', ...(names[0] === undefined ? {} : { local: names[0] }) });
    else for (const name of names) builder.export({ name, local: name });
    return;
  }
  const value = statement.childForFieldName('value');
  if (value) {
    const inner = bare(value);
    const local = inner.type === 'identifier' ? { local: textOf(inner, reading) } : {};
    return builder.export({ name: 'default', ...local, value: readValue(value, reading) });
  }
  if (isTypeOnly(statement, reading)) return;
  const source = statement.childForFieldName('source');
  const module = source ? keyName(source, reading) : undefined;
  const from = module === undefined ? {} : { module };
  const parts = partsOf(statement).filter((part) => part.type !== 'string');
  const clause = parts[0];
  if (!clause) {
    if (module !== undefined) builder.export({ name: '*', module });
  } else if (clause.type === 'namespace_export') {
    const name = clause.namedChild(0);
    if (name) builder.export({ name: keyName(name, reading) ?? '', local: '*', ...from });
  } else if (clause.type === 'export_clause') {
    for (const specifier of partsOf(clause)) {
      const local = specifier.childForFieldName('name');
      const name = specifier.childForFieldName('alias') ?? local;
      if (!local || !name || isTypeOnly(specifier, reading)) continue;
      builder.export({ name: keyName(name, reading) ?? '', local: keyName(local, reading) ?? '', ...from });
    }
  } else {
    const inner = bare(clause);
    const local = inner.type === 'identifier' ? { local: textOf(inner, reading) } : {};
    builder.export({ name: 'default', ...local, value: readValue(clause, reading) });
  }
}

function declaredNames(declaration: Node, reading: Reading): string[] {
  const name = declaration.childForFieldName('name');
  if (/^(interface_declaration|type_alias_declaration|ambient_declaration)$/.test(declaration.type)) return [];
  if (name) return [textOf(name, reading)];
  return declaration.namedChildren.flatMap((child) => {
    const target = child.type === 'variable_declarator' ? child.childForFieldName('name') : null;
    if (!target) return [];
    if (target.type === 'identifier') return [textOf(target, reading)];
    return target
      .descendantsOfType(['shorthand_property_identifier_pattern', 'identifier'])
      .map((found) => textOf(found, reading));
  });
}

/** `module.exports = …`, `module.exports.x = …`, `exports.x = …`. */
export function readCommonJsExport(names: readonly string[], value: Value, { builder }: Reading): void {
  const member =
    names[0] === 'module' && names[1] === 'exports' ? names[2] : names[0] === 'exports' ? names[1] : undefined;
  const depth = names[0] === 'module' ? 3 : 2;
  if (member !== undefined && names.length === depth) {
    const local = value.kind === 'path' && value.path.names.length === 1 && value.path.base === undefined;
    builder.export({ name: member, ...(local ? { local: value.path.names[0] ?? '' } : {}), value });
    return;
  }
  if (names.length !== 2 || names[0] !== 'module' || names[1] !== 'exports') return;
  builder.export({ name: 'default', value });
  if (value.kind !== 'object') return;
  for (const entry of value.entries) {
    if (entry.name !== undefined) builder.export({ name: entry.name, value: entry.value });
  }
}
