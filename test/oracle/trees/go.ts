import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import { createBuilder } from './builder.ts';
import {
  readAssignment,
  readFunction,
  readImport,
  readStep,
  readTargetsOnly,
  readType,
  readVariables,
} from './go-declarations.ts';
import { wordAt } from './go-reading.ts';
import type { Reader, Reading } from './go-reading.ts';
import { readBlock, readCase, readIf, readJump, readLoop, readReturn, readSwitch } from './go-statements.ts';
import { goValues, isCall, parts, spanOf } from './go-values.ts';
import type { Outline, Path } from '../../../server/src/syntax/code/outline.ts';

/** Reads a Go file from the tree of `tree-sitter-go`. */
export function readGo(root: Node, text: string): Outline {
  const builder = createBuilder({ start: 0, end: text.length });
  const reading: Reading = {
    builder,
    text,
    values: goValues(builder, text),
    statements: new Map(),
    blocks: new Map(),
    callIndex: new Map(),
    recovers: new Set(),
    lastCalls: new Map(),
    lastNames: new Map(),
  };
  for (const node of root.descendantsOfType([...readers.keys()])) {
    if (node && node.endIndex > node.startIndex) readers.get(node.type)?.(node, reading);
  }
  return builder.finish('go', { broken: root.hasError, text });
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['comment', (node, { builder }) => builder.comment(spanOf(node))],
  ['import_spec', readImport],
  ['function_declaration', readFunction],
  ['method_declaration', readFunction],
  ['func_literal', readFunction],
  ['type_spec', readType],
  ['var_spec', readVariables],
  ['const_spec', readVariables],
  ['short_var_declaration', readAssignment],
  ['assignment_statement', readAssignment],
  ['range_clause', readTargetsOnly],
  ['receive_statement', readTargetsOnly],
  ['inc_statement', readStep],
  ['dec_statement', readStep],
  ['if_statement', readIf],
  ['for_statement', readLoop],
  ['expression_switch_statement', readSwitch],
  ['type_switch_statement', readSwitch],
  ['select_statement', readSwitch],
  ['expression_case', readCase],
  ['type_case', readCase],
  ['communication_case', readCase],
  ['default_case', readCase],
  ['block', readBlock],
  ['expression_statement', (node, reading) => markStatement(node, 'plain', reading)],
  ['go_statement', (node, reading) => markStatement(node, 'go', reading)],
  ['defer_statement', (node, reading) => markStatement(node, 'defer', reading)],
  ['call_expression', readCall],
  ['type_conversion_expression', readConversion],
  ['return_statement', readReturn],
  ['break_statement', readJump],
  ['continue_statement', readJump],
  ['goto_statement', readJump],
]);

function markStatement(node: Node, how: 'plain' | 'go' | 'defer', { statements }: Reading): void {
  const inner = parts(node)[0];
  if (inner && isCall(inner)) statements.set(inner.id, how);
}

/** `f[T](x)`: the grammar cannot tell a call of a generic function from a conversion. */
function readConversion(node: Node, { builder, values, statements, callIndex }: Reading): void {
  const type = node.childForFieldName('type');
  const operand = node.childForFieldName('operand');
  const name = type?.childForFieldName('type');
  if (!type || !operand || !name || !isCall(node)) return;
  const how = statements.get(node.id);
  callIndex.set(node.id, callIndex.size);
  builder.call(node.id, {
    callee: values.path(type),
    args: [{ value: values.value(operand), span: spanOf(operand) }],
    ...(how ? { discarded: true as const } : {}),
    ...(how === 'go' || how === 'defer' ? { how } : {}),
    nameSpan: spanOf(name.childForFieldName('name') ?? name),
    start: node.startIndex,
    brackets: { start: type.endIndex, end: node.endIndex },
  });
}

function readCall(node: Node, reading: Reading): void {
  const callee = node.childForFieldName('function');
  const list = node.childForFieldName('arguments');
  if (!callee || !list) return;
  const { builder, values, statements, callIndex } = reading;
  const how = statements.get(node.id);
  const path: Path = values.path(callee);
  const args = values.args(list);
  callIndex.set(node.id, callIndex.size);
  builder.call(node.id, {
    callee: path,
    args,
    ...(how ? { discarded: true as const } : {}),
    ...(how === 'go' || how === 'defer' ? { how } : {}),
    nameSpan: lastName(callee, reading),
    start: node.startIndex,
    brackets: spanOf(list),
  });
  if (path.names.length !== 1 || path.base !== undefined) return;
  if (path.names[0] === 'recover') reading.recovers.add(node.id);
  if (path.names[0] !== 'panic') return;
  const value = args[0]?.value;
  builder.exit({ kind: 'throw', ...(value ? { value } : {}), span: spanOf(node) });
}

/** Where the last name of a callee stands; the keyword of a function that is called where it is written. */
function lastName(callee: Node, { text, lastNames }: Reading): Span {
  const passed: number[] = [];
  let at = callee;
  let found = lastNames.get(at.id);
  // A chain of calls is asked from each of its links: what is found is that of all that were passed.
  while (!found) {
    passed.push(at.id);
    const field = at.childForFieldName('field');
    const inner = field ?? at.childForFieldName('operand') ?? at.childForFieldName('function');
    const next = inner ?? (at.type === 'parenthesized_expression' ? parts(at)[0] : undefined);
    if (field) found = spanOf(field);
    else if (!next) found = at.type === 'func_literal' ? wordAt(text, at.startIndex) : spanOf(at);
    else {
      at = next;
      found = lastNames.get(at.id);
    }
  }
  for (const id of passed) lastNames.set(id, found);
  return found;
}
