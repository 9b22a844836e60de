import type { Node } from 'web-tree-sitter';
import { createBuilder } from './builder.ts';
import type { CodeLanguage, Outline, Region } from './outline.ts';
import {
  readAssignment,
  readDeclarator,
  readField,
  readLoopVariable,
  readParameterBindings,
  readParameters,
} from './typescript-bindings.ts';
import { readExport, readImport } from './typescript-modules.ts';
import {
  bare,
  isTaggedTemplate,
  keyName,
  partsOf,
  readArguments,
  readPath,
  readValue,
  spanOf,
  textOf,
} from './typescript-values.ts';
import type { Reading } from './typescript-values.ts';

type Reader = (node: Node, reading: Reading) => void;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['import_statement', readImport],
  ['export_statement', readExport],
  ['variable_declarator', readDeclarator],
  ['assignment_expression', readAssignment],
  ['augmented_assignment_expression', readAssignment],
  ['public_field_definition', readField],
  ['call_expression', readCall],
  ['new_expression', readCall],
  ['function_declaration', readFunction],
  ['generator_function_declaration', readFunction],
  ['function_expression', readFunction],
  ['generator_function', readFunction],
  ['arrow_function', readFunction],
  ['method_definition', readFunction],
  ['class_declaration', readClass],
  ['abstract_class_declaration', readClass],
  ['class', readClass],
  ['class_static_block', (node, reading) => readBlock(node, reading, 'block')],
  ['for_statement', readLoop],
  ['for_in_statement', readLoop],
  ['while_statement', readLoop],
  ['do_statement', readLoop],
  ['if_statement', readBranch],
  ['switch_statement', (node, reading) => readBlock(node, reading, 'switch')],
  ['try_statement', readTry],
  ['return_statement', readExit],
  ['throw_statement', readExit],
  ['break_statement', readExit],
  ['continue_statement', readExit],
  ['comment', (node, { builder }) => builder.comment(spanOf(node))],
]);

const kinds = [...readers.keys()];
const markup = ['jsx_closing_element', 'jsx_self_closing_element'];

/** The outline of TypeScript or JavaScript, JSX included; `language` says under which name. */
export function readTypeScript(root: Node, text: string, { language }: { language: CodeLanguage }): Outline {
  const builder = createBuilder({ start: 0, end: text.length });
  const reading: Reading = { text, builder };
  let hasMarkup = false;
  for (const node of root.descendantsOfType(language === 'javascript' ? [...kinds, ...markup] : kinds)) {
    const read = readers.get(node.type);
    // A keyword such as `class` has the type of the node that it opens.
    if (read) node.isNamed && read(node, reading);
    else hasMarkup = true;
  }
  const outline = builder.finish(language, { broken: root.hasError, text });
  return hasMarkup ? { ...outline, markup: true } : outline;
}

function readCall(node: Node, reading: Reading): void {
  if (isTaggedTemplate(node)) return;
  const constructs = node.type === 'new_expression';
  const callee = node.childForFieldName(constructs ? 'constructor' : 'function');
  if (!callee) return;
  const list = node.childForFieldName('arguments');
  const last = bare(callee);
  const name = last.childForFieldName('property') ?? last;
  const nameSpan = name.type.endsWith('function') ? { start: last.startIndex, end: last.startIndex } : spanOf(name);
  reading.builder.call(node.id, {
    callee: readPath(callee, reading),
    args: readArguments(list, reading),
    nameSpan,
    start: callee.startIndex,
    brackets: list ? spanOf(list) : { start: node.endIndex, end: node.endIndex },
    ...(constructs ? { constructs: true as const } : {}),
    ...usageOf(node),
  });
}

/** Whether a call is awaited, whether its result is used. */
function usageOf(node: Node): { awaited?: true; discarded?: true; how?: 'void' } {
  const usage: { awaited?: true; discarded?: true; how?: 'void' } = {};
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.type === 'await_expression') usage.awaited = true;
    else if (parent.type === 'expression_statement') return { ...usage, discarded: true };
    else if (parent.type === 'unary_expression' && parent.childForFieldName('operator')?.type === 'void')
      usage.how = 'void';
    else if (parent.type !== 'parenthesized_expression' && parent.type !== 'non_null_expression') return usage;
  }
  return usage;
}

function readFunction(node: Node, reading: Reading): void {
  const body = node.childForFieldName('body');
  if (!body) return;
  const { builder } = reading;
  const isExpressionBody = body.type !== 'statement_block';
  const named = nameOf(node);
  const name = named ? keyName(named, reading) : undefined;
  const parameters = readParameters(node, reading);
  const isMethod = node.type === 'method_definition' && node.parent?.type === 'class_body';
  builder.region({
    kind: 'function',
    key: node.id,
    ...(named && name !== undefined ? { name, nameSpan: spanOf(named) } : {}),
    opener: openerOf(node),
    extent: spanOf(node),
    body: spanOf(body),
    parameters,
    ...(node.children.some((child) => child.type === 'async') ? { async: true as const } : {}),
    ...(isExpressionBody ? { implicitReturn: true as const } : {}),
    ...(isExpressionBody || !isEmpty(body) ? {} : { empty: true as const }),
    ...(node.type.endsWith('_declaration') || isMethod ? {} : { expression: true as const }),
    ...(isMethod ? { decoratorKeys: decoratorsBefore(node) } : {}),
  });
  readParameterBindings(node, reading);
  if (isExpressionBody) {
    builder.exit({ kind: 'return', implicit: true, value: readValue(body, reading), span: spanOf(body) });
  }
}

/** A function's own name, or that of the variable, property or field that it is the value of. */
function nameOf(node: Node): Node | null {
  const own = node.childForFieldName('name');
  if (own) return own;
  let parent = node.parent;
  while (parent && /^(parenthesized|as|satisfies)_expression$/.test(parent.type)) parent = parent.parent;
  if (parent?.type === 'variable_declarator' || parent?.type === 'public_field_definition') {
    const name = parent.childForFieldName('name');
    return name?.type.endsWith('_pattern') ? null : name;
  }
  if (parent?.type === 'pair') return parent.childForFieldName('key');
  if (parent?.type !== 'assignment_expression') return null;
  const left = parent.childForFieldName('left');
  return left?.type === 'identifier' ? left : (left?.childForFieldName('property') ?? null);
}

function openerOf(node: Node): Region['opener'] {
  const first = node.firstChild ?? node;
  return { start: first.startIndex, end: first.endIndex };
}

function isEmpty(block: Node): boolean {
  return block.namedChildren.every((child) => child.type === 'comment' || child.type === 'empty_statement');
}

function decoratorsBefore(node: Node): number[] {
  const keys: number[] = [];
  for (let before = node.previousNamedSibling; before; before = before.previousNamedSibling) {
    if (before.type === 'comment') continue;
    if (before.type !== 'decorator') break;
    const call = before.namedChild(0);
    if (call?.type === 'call_expression') keys.unshift(call.id);
  }
  return keys;
}

function readClass(node: Node, reading: Reading): void {
  const body = node.childForFieldName('body');
  if (!body) return;
  const name = node.childForFieldName('name');
  const heritage = node.namedChildren.find((child) => child.type === 'class_heritage');
  const clauses = heritage?.namedChildren ?? [];
  const supertypes = clauses.flatMap((clause) =>
    clause.type.endsWith('_clause') ? partsOf(clause).filter((part) => part.type !== 'type_arguments') : [clause],
  );
  const own = node.childrenForFieldName('decorator');
  const outer = node.parent?.type === 'export_statement' ? node.parent.childrenForFieldName('decorator') : [];
  const decorators = [...outer, ...own].flatMap((decorator) => {
    const call = decorator.namedChild(0);
    return call?.type === 'call_expression' ? [call.id] : [];
  });
  reading.builder.region({
    kind: 'class',
    key: node.id,
    ...(name ? { name: textOf(name, reading), nameSpan: spanOf(name) } : {}),
    opener: openerOf(node),
    extent: spanOf(node),
    body: spanOf(body),
    supertypes: supertypes.map((type) => textOf(type, reading).replace(/<.*/s, '')),
    decoratorKeys: decorators,
    ...(node.type === 'class' ? { expression: true as const } : {}),
  });
}

function readBlock(node: Node, { builder }: Reading, kind: 'block' | 'switch'): void {
  const body = node.childForFieldName('body');
  if (body) builder.region({ kind, opener: openerOf(node), body: spanOf(body) });
}

function readLoop(node: Node, reading: Reading): void {
  const { builder } = reading;
  const body = node.childForFieldName('body');
  if (!body) return;
  readLoopVariable(node, reading);
  // What stands in the head of `for (… of head)` and in the first part of `for (;;)` runs once.
  const head = node.childForFieldName('condition');
  const start =
    node.type === 'for_in_statement' || !head ? body.startIndex : Math.min(head.startIndex, body.startIndex);
  builder.region({
    kind: 'loop',
    opener: openerOf(node),
    extent: { start, end: node.endIndex },
    body: spanOf(body),
  });
}

function readBranch(node: Node, { builder }: Reading): void {
  const consequence = node.childForFieldName('consequence');
  if (consequence) builder.region({ kind: 'branch', opener: openerOf(node), body: spanOf(consequence) });
  const otherwise = node.childForFieldName('alternative');
  const body = otherwise ? partsOf(otherwise)[0] : undefined;
  if (!otherwise || !body || body.type === 'if_statement') return;
  builder.region({ kind: 'branch', opener: openerOf(otherwise), body: spanOf(body) });
}

function readTry(node: Node, reading: Reading): void {
  const { builder } = reading;
  const body = node.childForFieldName('body');
  if (body) builder.region({ kind: 'try', opener: openerOf(node), body: spanOf(body) });
  const handler = node.childForFieldName('handler');
  const handlerBody = handler?.childForFieldName('body');
  if (handler && handlerBody) {
    const parameter = handler.childForFieldName('parameter');
    const name = parameter ? textOf(parameter, reading) : undefined;
    builder.region({
      kind: 'handler',
      opener: openerOf(handler),
      body: spanOf(handlerBody),
      caught: { ...(name === undefined ? {} : { name }), types: [], how: 'catch' },
      ...(isEmpty(handlerBody) ? { empty: true as const } : {}),
      caughtAt: parameter ? usesOf(parameter, handlerBody, reading) : [],
    });
  }
  const finalizer = node.childForFieldName('finalizer');
  const finalBody = finalizer?.childForFieldName('body');
  if (!finalizer || !finalBody) return;
  builder.region({
    kind: 'finally',
    opener: openerOf(finalizer),
    body: spanOf(finalBody),
    ...(isEmpty(finalBody) ? { empty: true as const } : {}),
  });
}

/** Where the names that a `catch` declares are written in its body. */
function usesOf(parameter: Node, body: Node, reading: Reading): number[] {
  const declared =
    parameter.type === 'identifier'
      ? [parameter]
      : parameter.descendantsOfType(['identifier', 'shorthand_property_identifier_pattern']);
  const names = new Set(declared.map((node) => textOf(node, reading)));
  return body
    .descendantsOfType(['identifier', 'shorthand_property_identifier'])
    .filter((node) => names.has(textOf(node, reading)))
    .map((node) => node.startIndex);
}

function readExit(node: Node, reading: Reading): void {
  const kind = node.type.slice(0, node.type.indexOf('_')) as 'return' | 'throw' | 'break' | 'continue';
  const part = partsOf(node)[0];
  const label = part?.type === 'statement_identifier' ? textOf(part, reading) : undefined;
  reading.builder.exit({
    kind,
    ...(label === undefined ? {} : { label }),
    ...(part && label === undefined ? { value: readValue(part, reading) } : {}),
    span: spanOf(node),
  });
}
