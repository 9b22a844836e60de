import type { Node } from 'web-tree-sitter';
import { createBuilder } from './builder.ts';
import {
  readAnonymousClass,
  readAssignment,
  readClass,
  readFunction,
  readImport,
  readInitializer,
  readLambda,
  readStep,
  readVariables,
} from './java-declarations.ts';
import { parts, spanOf, textOf, typeNames } from './java-reading.ts';
import type { Reader, Reading } from './java-reading.ts';
import {
  readBlock,
  readCase,
  readCatch,
  readExit,
  readFinally,
  readForEach,
  readIf,
  readJump,
  readLoop,
  readSwitch,
  readTry,
} from './java-statements.ts';
import { javaValues } from './java-values.ts';
import type { Outline } from '../../../server/src/syntax/code/outline.ts';

/** Reads a Java file from the tree of `tree-sitter-java`. */
export function readJava(root: Node, text: string): Outline {
  const builder = createBuilder({ start: 0, end: text.length });
  const reading: Reading = {
    builder,
    text,
    values: javaValues(builder, text),
    announced: new Set(),
    discarded: new Set(),
  };
  for (const node of root.descendantsOfType([...readers.keys()])) {
    if (node && node.endIndex > node.startIndex) readers.get(node.type)?.(node, reading);
  }
  return builder.finish('java', { broken: root.hasError, text });
}

const comment: Reader = (node, { builder }) => builder.comment(spanOf(node));

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['line_comment', comment],
  ['block_comment', comment],
  ['import_declaration', readImport],
  ['class_declaration', readClass],
  ['interface_declaration', readClass],
  ['enum_declaration', readClass],
  ['record_declaration', readClass],
  ['annotation_type_declaration', readClass],
  ['class_body', readAnonymousClass],
  ['annotation', readAnnotation],
  ['marker_annotation', readAnnotation],
  ['method_declaration', readFunction],
  ['constructor_declaration', readFunction],
  ['compact_constructor_declaration', readFunction],
  ['static_initializer', readInitializer],
  ['lambda_expression', readLambda],
  ['field_declaration', readVariables],
  ['constant_declaration', readVariables],
  ['local_variable_declaration', readVariables],
  ['assignment_expression', readAssignment],
  ['update_expression', readStep],
  ['if_statement', readIf],
  ['for_statement', readLoop],
  ['while_statement', readLoop],
  ['do_statement', readLoop],
  ['enhanced_for_statement', readForEach],
  ['switch_expression', readSwitch],
  ['switch_block_statement_group', readCase],
  ['switch_rule', readCase],
  ['try_statement', readTry],
  ['try_with_resources_statement', readTry],
  ['catch_clause', readCatch],
  ['finally_clause', readFinally],
  ['block', readBlock],
  ['expression_statement', markStatement],
  ['method_invocation', readInvocation],
  ['object_creation_expression', readCreation],
  ['explicit_constructor_invocation', readDelegation],
  ['enum_constant', readConstant],
  ['return_statement', readExit],
  ['throw_statement', readExit],
  ['break_statement', readJump],
  ['continue_statement', readJump],
]);

function markStatement(node: Node, { discarded }: Reading): void {
  const only = parts(node)[0];
  if (only) discarded.add(only.id);
}

/** Annotations of classes and methods are calls; those of variables say nothing that a call would. */
function readAnnotation(node: Node, { builder, values }: Reading): void {
  const owner = node.parent?.type === 'modifiers' ? node.parent.parent : undefined;
  if (!owner || !annotated.test(owner.type)) return;
  const name = node.childForFieldName('name');
  if (!name) return;
  const list = node.childForFieldName('arguments');
  builder.call(node.id, {
    callee: values.path(name),
    args: list ? values.args(list) : [],
    nameSpan: spanOf(name),
    start: name.startIndex,
    brackets: list ? spanOf(list) : { start: name.endIndex, end: name.endIndex },
  });
}

const annotated = /^(class|interface|record|enum|method|constructor|annotation_type)_declaration$/;

function readInvocation(node: Node, { builder, values, discarded, text }: Reading): void {
  const name = node.childForFieldName('name');
  const list = node.childForFieldName('arguments');
  if (!name || !list) return;
  const object = node.childForFieldName('object');
  const own = textOf(name, text);
  builder.call(node.id, {
    callee: object ? builder.member(values.path(object), own) : { names: [own] },
    args: values.args(list),
    ...(discarded.has(node.id) ? { discarded: true as const } : {}),
    nameSpan: spanOf(name),
    start: node.startIndex,
    brackets: spanOf(list),
  });
}

function readCreation(node: Node, { builder, values, discarded, text }: Reading): void {
  const type = node.childForFieldName('type');
  const list = node.childForFieldName('arguments');
  if (!type || !list) return;
  const named = type.type === 'generic_type' ? (parts(type)[0] ?? type) : type;
  const last = named.type === 'scoped_type_identifier' ? (parts(named).at(-1) ?? named) : named;
  builder.call(node.id, {
    callee: { names: typeNames(type, text) },
    args: values.args(list),
    constructs: true,
    ...(discarded.has(node.id) ? { discarded: true as const } : {}),
    nameSpan: spanOf(last),
    start: node.startIndex,
    brackets: spanOf(list),
  });
}

/** `this(…)` and `super(…)`. */
function readDelegation(node: Node, { builder, values, text }: Reading): void {
  const target = node.childForFieldName('constructor');
  const list = node.childForFieldName('arguments');
  if (!target || !list) return;
  builder.call(node.id, {
    callee: { names: [textOf(target, text)] },
    args: values.args(list),
    discarded: true,
    nameSpan: spanOf(target),
    start: node.startIndex,
    brackets: spanOf(list),
  });
}

/** `ONE(1)` constructs its enum. */
function readConstant(node: Node, { builder, values, text }: Reading): void {
  const name = node.childForFieldName('name');
  const list = node.childForFieldName('arguments');
  const owner = node.parent?.parent?.childForFieldName('name');
  if (!name || !list || !owner) return;
  builder.call(node.id, {
    callee: { names: [textOf(owner, text)] },
    args: values.args(list),
    constructs: true,
    nameSpan: spanOf(name),
    start: node.startIndex,
    brackets: spanOf(list),
  });
}
