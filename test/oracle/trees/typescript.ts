import type { Node } from 'web-tree-sitter';
import { createBuilder } from './builder.ts';
import type { CodeLanguage, Outline, Region } from '../../../server/src/syntax/code/outline.ts';
import {
  readAssignment,
  readDeclarator,
  readField,
  readLoopVariable,
  readParameterBindings,
  readParameters,
} from './typescript-bindings.ts';
import { readExport, readImport } from './typescript-modules.ts';
import { partsOf, spanOf, textOf } from './typescript-reading.ts';
import type { Reading } from './typescript-reading.ts';
import { keyName, readArguments, readCallee, readValue } from './typescript-values.ts';

type Reader = (node: Node, reading: Reading) => void;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['import_statement', readImport],
  ['export_statement', readExport],
  ['variable_declaration', (node, { hoisted }) => node.namedChildren.forEach(({ id }) => hoisted.add(id))],
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
  const reading: Reading = { text, builder, names: new Map(), methods: new Map(), hoisted: new Set() };
  let hasMarkup = false;
  for (const node of root.descendantsOfType(language === 'javascript' ? [...kinds, ...markup] : kinds)) {
    const { type } = node;
    const read = readers.get(type);
    if (!read) hasMarkup = true;
    // The keyword `class` has the type of the node that it opens.
    else if (type !== 'class' || node.isNamed) read(node, reading);
  }
  const outline = builder.finish(language, { broken: root.hasError, text });
  return hasMarkup ? { ...outline, markup: true } : outline;
}

function readCall(node: Node, reading: Reading): void {
  const list = node.childForFieldName('arguments');
  // A template after a name is a tag, not an argument list.
  if (list && reading.text[list.startIndex] === '`') return;
  const constructed = node.childForFieldName('constructor');
  const callee = constructed ?? node.childForFieldName('function');
  if (!callee) return;
  const { path, last } = readCallee(callee, reading);
  const isPath = path.names.at(-1) !== '' || path.base !== undefined;
  reading.builder.call(node.id, {
    callee: path,
    args: list ? readArguments(list, reading) : [],
    nameSpan: isPath ? last : { start: last.start, end: last.start },
    start: callee.startIndex,
    brackets: list ? spanOf(list) : { start: node.endIndex, end: node.endIndex },
    ...(constructed ? { constructs: true as const } : {}),
    ...usageOf(node, reading),
  });
}

/** Whether a call is awaited, whether its result is used. */
function usageOf(node: Node, { text }: Reading): { awaited?: true; discarded?: true; how?: 'void' } {
  let before = node.startIndex - 1;
  while (before >= 0 && isSpace(text.charCodeAt(before))) before--;
  // An argument or an operand is neither; a parent costs more than the rest of the call.
  if (before >= 0 && '(,=[?:&|+-*<>!'.includes(text[before] ?? '')) return {};
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

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 9 || unit === 13;
}

function readFunction(node: Node, reading: Reading): void {
  const body = node.childForFieldName('body');
  if (!body) return;
  const { builder } = reading;
  const isExpressionBody = reading.text[body.startIndex] !== '{' || body.type !== 'statement_block';
  const { id } = node;
  const named = node.childForFieldName('name') ?? reading.names.get(id);
  const name = named ? keyName(named, reading) : undefined;
  const parameters = readParameters(node, reading);
  const decoratorKeys = reading.methods.get(id);
  const extent = spanOf(node);
  const bodySpan = spanOf(body);
  const head = reading.text.slice(extent.start, Math.min(bodySpan.start, extent.start + 80));
  builder.region({
    kind: 'function',
    key: id,
    ...(named && name !== undefined ? { name, nameSpan: spanOf(named) } : {}),
    opener: openerAt(extent.start, reading),
    extent,
    body: bodySpan,
    parameters,
    ...(asynchronous.test(head) ? { async: true as const } : {}),
    ...(isExpressionBody ? { implicitReturn: true as const } : {}),
    ...(isExpressionBody || !isEmpty(body, reading) ? {} : { empty: true as const }),
    ...(decoratorKeys || node.type.endsWith('_declaration') ? {} : { expression: true as const }),
    ...(decoratorKeys ? { decoratorKeys } : {}),
  });
  readParameterBindings(node, reading);
  if (isExpressionBody) {
    builder.exit({ kind: 'return', implicit: true, value: readValue(body, reading), span: spanOf(body) });
  }
}

/** `async` before a function, `static async` before a method. */
const asynchronous = /^(?:(?:public|private|protected|static|override|readonly)\s+)*async\b/;
const word = /[\w$]+|=>|./y;

/** The first token: a keyword or a bracket. */
function openerAt(start: number, { text }: Reading): Region['opener'] {
  word.lastIndex = start;
  return { start, end: start + (word.exec(text)?.[0].length ?? 1) };
}

function isEmpty(block: Node, { text }: Reading): boolean {
  const inside = text.slice(block.startIndex + 1, block.endIndex - 1).trim();
  if (inside === '') return true;
  const mayBe = inside.startsWith('/') || inside.startsWith(';');
  return mayBe && block.namedChildren.every(({ type }) => type === 'comment' || type === 'empty_statement');
}

/** Notes which functions are methods of the class, with their decorators. */
function readMembers(body: Node, { text, methods }: Reading): void {
  const mayDecorate = text.slice(body.startIndex, body.endIndex).includes('@');
  let decorators: number[] = [];
  for (const member of body.namedChildren) {
    const type = mayDecorate ? member.type : undefined;
    if (type === 'comment') continue;
    if (type === 'decorator') {
      const call = member.namedChild(0);
      if (call?.type === 'call_expression') decorators.push(call.id);
      continue;
    }
    methods.set(member.id, decorators);
    decorators = [];
  }
}

function readClass(node: Node, reading: Reading): void {
  const body = node.childForFieldName('body');
  if (!body) return;
  readMembers(body, reading);
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
    opener: openerAt(node.startIndex, reading),
    extent: spanOf(node),
    body: spanOf(body),
    supertypes: supertypes.map((type) => textOf(type, reading).replace(/<.*/s, '')),
    decoratorKeys: decorators,
    ...(node.type === 'class' ? { expression: true as const } : {}),
  });
}

function readBlock(node: Node, reading: Reading, kind: 'block' | 'switch'): void {
  const body = node.childForFieldName('body');
  if (body) reading.builder.region({ kind, opener: openerAt(node.startIndex, reading), body: spanOf(body) });
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
    key: node.id,
    opener: openerAt(node.startIndex, reading),
    extent: { start, end: node.endIndex },
    body: spanOf(body),
  });
}

function readBranch(node: Node, reading: Reading): void {
  const { builder } = reading;
  const consequence = node.childForFieldName('consequence');
  if (consequence)
    builder.region({ kind: 'branch', opener: openerAt(node.startIndex, reading), body: spanOf(consequence) });
  const otherwise = node.childForFieldName('alternative');
  const body = otherwise ? partsOf(otherwise)[0] : undefined;
  if (!otherwise || !body || body.type === 'if_statement') return;
  builder.region({ kind: 'branch', opener: openerAt(otherwise.startIndex, reading), body: spanOf(body) });
}

function readTry(node: Node, reading: Reading): void {
  const { builder } = reading;
  const body = node.childForFieldName('body');
  if (body) builder.region({ kind: 'try', opener: openerAt(node.startIndex, reading), body: spanOf(body) });
  const handler = node.childForFieldName('handler');
  const handlerBody = handler?.childForFieldName('body');
  if (handler && handlerBody) {
    const parameter = handler.childForFieldName('parameter');
    const name = parameter ? textOf(parameter, reading) : undefined;
    builder.region({
      kind: 'handler',
      opener: openerAt(handler.startIndex, reading),
      body: spanOf(handlerBody),
      caught: { ...(name === undefined ? {} : { name }), types: [], how: 'catch' },
      ...(isEmpty(handlerBody, reading) ? { empty: true as const } : {}),
      caughtAt: parameter ? usesOf(parameter, handlerBody, reading) : [],
    });
  }
  const finalizer = node.childForFieldName('finalizer');
  const finalBody = finalizer?.childForFieldName('body');
  if (!finalizer || !finalBody) return;
  builder.region({
    kind: 'finally',
    opener: openerAt(finalizer.startIndex, reading),
    body: spanOf(finalBody),
    ...(isEmpty(finalBody, reading) ? { empty: true as const } : {}),
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
