import type { Repair } from '../../model/observation.ts';
import type { ServerPattern } from '../../knowledge/serving.ts';
import type { Edit } from '../../model/span.ts';
import type { Call } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { say } from '../../words/say.ts';

/** Adds what stops a server on SIGTERM behind the statement that starts it; nothing where that is no plain statement. */
export function repairServer(code: ResolvedCode, index: number, { repair }: ServerPattern): Repair | undefined {
  const { outline, text, resolver } = code;
  const call = outline.calls[index];
  if (!repair || !call || resolver.chained(index).length > 0) return undefined;
  const lineStart = text.lastIndexOf('\n', call.start - 1) + 1;
  const lead = text.slice(lineStart, call.start);
  const indent = /^[ \t]*/.exec(lead)?.[0] ?? '';
  const held = heldIn(code, call);
  if (held === undefined && !/^\s*(await\s+)?$/.test(lead)) return undefined;
  const owner = call.callee.base === undefined ? call.callee.names.slice(0, -1).join('.') : undefined;
  const edits: Edit[] = [];
  const it = repair.on === 'owner' ? owner : (held ?? 'server');
  if (it === undefined || it === '') return undefined;
  if (repair.before) {
    const at = { start: lineStart, end: lineStart };
    return {
      title: say('server-repair.add', { statement: repair.statement.replace('$it', it).replace(/;$/, '') }),
      edits: [{ span: at, text: `${indent}${repair.statement.replace('$it', it)}\n` }],
    };
  }
  if (repair.on === 'result' && held === undefined) {
    if (/\bserver\b/.test(outline.bindings.map((binding) => binding.targets[0]?.names.join('.') ?? '').join(' ')))
      return undefined;
    edits.push({ span: { start: call.start, end: call.start }, text: 'const server = ' });
  }
  const semicolon = /^[ \t]*;/.exec(text.slice(call.brackets.end));
  const end = call.brackets.end + (semicolon?.[0].length ?? 0);
  const inner = `${indent}${indentUnit(text)}`;
  const handler = `\n${indent}process.on('SIGTERM', () => {\n${inner}${repair.statement.replace('$it', it)}\n${indent}});`;
  edits.push({ span: { start: end, end }, text: handler });
  return { title: say('server-repair.stop-gracefully-on-sigterm', { it }), edits };
}

/** The variable that holds what a call gives: `const server = app.listen(…)`. */
function heldIn({ outline }: ResolvedCode, call: Call): string | undefined {
  const binding = outline.bindings.find(
    ({ value, how }) => value?.kind === 'call' && how === 'declare' && outline.calls[value.call] === call,
  );
  return binding?.targets.length === 1 ? binding.targets[0]?.names.join('.') : undefined;
}

function indentUnit(text: string): string {
  return /\n(\t| {2,4})\S/.exec(text)?.[1] ?? '  ';
}
