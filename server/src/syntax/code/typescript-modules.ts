import type { Node } from 'web-tree-sitter';
import type { Value } from './outline.ts';
import { bare, keyName, partsOf, readPath, readValue, spanOf, textOf } from './typescript-values.ts';
import type { Reading } from './typescript-values.ts';

/** `import` in all its static forms, `import x = require('x')` included. */
export function readImport(statement: Node, reading: Reading): void {
  const span = spanOf(statement);
  const { builder } = reading;
  const whole = isTypeOnly(statement);
  const clause = statement.namedChildren.find((child) => child.type !== 'comment');
  const source = statement.childForFieldName('source') ?? clause?.childForFieldName('source');
  if (!source || source.type !== 'string') return;
  const module = keyName(source, reading) ?? '';
  const add = (local: string, member: string | undefined, typeOnly: boolean) =>
    builder.import({
      local,
      module,
      ...(member === undefined ? {} : { member }),
      ...(typeOnly ? { typeOnly: true as const } : {}),
      span,
    });
  if (!clause || clause.type === 'string') return add('', undefined, false);
  if (clause.type === 'import_require_clause') {
    const local = clause.namedChild(0);
    if (local) add(textOf(local, reading), undefined, whole);
    return;
  }
  for (const part of partsOf(clause)) {
    if (part.type === 'identifier') add(textOf(part, reading), 'default', whole);
    else if (part.type === 'namespace_import') {
      const local = part.namedChild(0);
      if (local) add(textOf(local, reading), undefined, whole);
    } else if (part.type === 'named_imports') {
      for (const specifier of partsOf(part)) {
        const name = specifier.childForFieldName('name');
        if (!name) continue;
        const alias = specifier.childForFieldName('alias') ?? name;
        add(textOf(alias, reading), keyName(name, reading), whole || isTypeOnly(specifier));
      }
    }
  }
}

function isTypeOnly(node: Node): boolean {
  return node.children.some((child) => child.type === 'type' || child.type === 'typeof');
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
  const isDefault = statement.children.some((child) => child.type === 'default');
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
  if (isTypeOnly(statement)) return;
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
      if (!local || !name || isTypeOnly(specifier)) continue;
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
