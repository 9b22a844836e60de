import type { ErrorHandler } from '../../model/code-fact.ts';
import type { Repair } from '../../model/observation.ts';
import type { Edit, Span } from '../../model/span.ts';
import { logStatement } from '../repairs/log-statement.ts';
import { insertPythonStatement } from '../repairs/python-log.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { inSpan, lastName } from '../code/written.ts';
import { say } from '../../words/say.ts';

const carries = new Set(['logs', 'rethrows', 'uses', 'exits', 'responds', 're-interrupts']);
const handled = new Set([...carries, 'answers', 'calls', 'assigns']);

/** Logs or returns the error of a handler that loses it; nothing where the handler does something else with it. */
export function repairHandler(code: ResolvedCode, fact: ErrorHandler, region: number): Repair | undefined {
  if (fact.interrupted === 'looped') return undefined;
  if (fact.interrupted) return passInterruptOn(code, fact, region);
  // A callback whose error is unread does its work with what it got instead.
  const loses =
    !fact.does.some((action) => (fact.via === 'callback' ? carries : handled).has(action)) ||
    fact.does.includes('succeeds');
  const own = code.outline.regions[region];
  if (!own || !loses || fact.reasoned || own.implicitReturn) return undefined;
  if (code.text[fact.body.start] === ':') return logFirst(code, fact, region);
  if (code.text[fact.body.start] !== '{') return undefined;
  if (fact.via === 'nil-check') {
    const returned = returnError(code, fact, region);
    if (returned) return returned;
  }
  const name = fact.caught ?? 'error';
  const log = logStatement(code, { error: name, message: whatFailed(fact), region });
  if (!log) return undefined;
  const binding = fact.caught === undefined ? bindError(code, fact, own.opener) : [];
  if (!binding) return undefined;
  const lines =
    fact.via === 'callback' && !fact.empty ? [`if (${name}) {`, `\t${log.text}`, '\treturn;', '}'] : [log.text];
  return {
    title: say('handler-repair.log-the-error-with', { logger: log.logger }),
    edits: [...log.edits, ...binding, insertLines(code, fact.body, lines)],
  };
}

/** Sets the flag of the thread again, and logs where nothing did. */
function passInterruptOn(code: ResolvedCode, fact: ErrorHandler, region: number): Repair | undefined {
  const name = fact.caught;
  if (fact.reasoned || name === undefined) return undefined;
  const log = fact.empty ? logStatement(code, { error: name, message: 'interrupted', region }) : undefined;
  const lines = ['Thread.currentThread().interrupt();', ...(log ? [log.text] : [])];
  return {
    title: say('handler-repair.restore-the-interrupt'),
    edits: [...(log?.edits ?? []), insertLines(code, fact.body, lines)],
  };
}

/** A block behind a colon: what is caught there needs no name to be logged. */
function logFirst(code: ResolvedCode, fact: ErrorHandler, region: number): Repair | undefined {
  const log = logStatement(code, { error: fact.caught ?? '', message: whatFailed(fact), region });
  const edit = log && insertPythonStatement(code, fact.body, log.text);
  return (
    log &&
    edit && { title: say('handler-repair.log-the-error-with', { logger: log.logger }), edits: [...log.edits, edit] }
  );
}

/** `return nil` becomes `return err`; an empty check in a function that returns only an error gets one. */
function returnError(code: ResolvedCode, fact: ErrorHandler, region: number): Repair | undefined {
  const name = fact.caught;
  if (name === undefined) return undefined;
  if (fact.does.includes('succeeds')) {
    const exits = inSpan(code.outline.exits, fact.body, (each) => each.span.start);
    const edits = exits.flatMap((exit): Edit[] => {
      const last = exit.values?.at(-1) ?? exit.value;
      const isOther = last?.kind === 'path' && last.path.names.join('.') === fact.other;
      return exit.kind === 'return' && last && (last.kind === 'null' || isOther)
        ? [{ span: last.span, text: name }]
        : [];
    });
    return edits.length > 0 ? { title: say('handler-repair.return', { name }), edits } : undefined;
  }
  const results = code.outline.regions[code.resolver.functionAround(region)]?.results ?? [];
  if (!fact.empty || results.length !== 1 || results[0] !== 'error') return undefined;
  return { title: say('handler-repair.return', { name }), edits: [insertLines(code, fact.body, [`return ${name}`])] };
}

/** Gives the caught error a name: `catch {` and `() => {` have none. */
function bindError(code: ResolvedCode, fact: ErrorHandler, opener: Span): Edit[] | undefined {
  if (fact.via === 'catch') return [{ span: { start: opener.end, end: opener.end }, text: ' (error)' }];
  const head = code.text.slice(opener.start, fact.body.start);
  const brackets = /\(\s*\)/.exec(head);
  if (!brackets) return undefined;
  const start = opener.start + brackets.index;
  return [{ span: { start, end: start + brackets[0].length }, text: '(error)' }];
}

/**
 * Checks a Go error that was assigned to nothing or not looked at: the statement must stand alone on its lines.
 * `before` stands for the results in front of the error, where the statement names none.
 */
export function repairDiscard(
  code: ResolvedCode,
  { statement, region, call, before }: { statement: Span; region: number; call: number; before: string },
): Repair | undefined {
  const { text, outline, resolver } = code;
  const called = outline.calls[call];
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const indent = text.slice(lineStart, statement.start);
  const head = called ? text.slice(statement.start, called.start) : '';
  if (!called || indent.trim() !== '' || !/^((_\s*,\s*)*_\s*:?=\s*)?$/.test(head)) return undefined;
  if (!/^[ \t]*(\/\/.*)?(\n|$)/.test(text.slice(statement.end))) return undefined;
  const blanks = head === '' ? before : head.replace(/_\s*:?=\s*$/, '');
  const results = outline.regions[resolver.functionAround(region)]?.results ?? [];
  const returns = results.length === 1 && results[0] === 'error';
  const message = `${text.slice(called.nameSpan.start, called.nameSpan.end)} failed`;
  const log = returns ? undefined : logStatement(code, { error: 'err', message, region });
  const inner = returns ? 'return err' : log?.text;
  if (inner === undefined) return undefined;
  const expression = text.slice(called.start, statement.end);
  return {
    title: returns
      ? say('handler-repair.return-the-error')
      : say('handler-repair.log-the-error-with', { logger: log?.logger ?? '' }),
    edits: [
      ...(log?.edits ?? []),
      {
        span: statement,
        text: `if ${blanks}err := ${expression}; err != nil {\n${indent}\t${inner}\n${indent}}`,
      },
    ],
  };
}

function whatFailed(fact: ErrorHandler): string {
  const only = fact.tries.length === 1 ? fact.tries[0] : undefined;
  if (only !== undefined) return `${/^\w+\.\w+$/.test(only) ? only : lastName(only)} failed`;
  return fact.within === undefined ? 'ignored error' : `${fact.within} failed`;
}

/** Puts lines first into a block, in the file's indentation. */
function insertLines(code: ResolvedCode, body: Span, lines: readonly string[]): Edit {
  const { text } = code;
  const unit = indentUnit(code);
  const lineStart = text.lastIndexOf('\n', body.start) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const inside = text.slice(body.start + 1, body.end - 1);
  const written = lines.map((line) => line.replace(/^\t/, unit));
  const at = { start: body.start + 1, end: body.start + 1 };
  if (inside.trim() === '') {
    const block = written.map((line) => `\n${indent}${unit}${line}`).join('');
    // A block that is still being typed may lack its closing brace.
    return { span: { start: at.start, end: Math.max(at.start, body.end - 1) }, text: `${block}\n${indent}` };
  }
  const own = /^[ \t]*\n([ \t]*)\S/.exec(inside);
  if (!own) return { span: at, text: ` ${written.join(' ')}` };
  return { span: at, text: written.map((line) => `\n${own[1] ?? ''}${line}`).join('') };
}

const indentUnit = oncePerFile(({ text }) => {
  const first = /\n(\t| {2,8})\S/.exec(text)?.[1] ?? '  ';
  return first === '\t' || first.length <= 4 ? first : '  ';
});
