import type { Value } from '../outline.ts';
import { brackets } from '../scanner/lexicon.ts';
import { unknown } from './operands.ts';
import { nameFunction } from './names.ts';
import { sign } from './words.ts';
import { noteCommonJsExport } from './modules.ts';
import { bindPattern } from './patterns.ts';
import type { Assignment, Reading } from './reading.ts';

/** `a = …`, `a.b = …`, `a ||= …`, `[a, b] = …`; and CommonJS exports. The value ends before `to`; `region` is that of the function that it is. */
export function assign(reading: Reading, given: Assignment): void {
  const { tokens, draft } = reading;
  const { target, to } = given;
  const span = { from: target.from, to };
  const right = { from: target.to + 1, to };
  const value = (): Value => {
    if (given.sign === sign['=']) return draft.valueOf(right);
    if (given.sign !== sign['||='] && given.sign !== sign['??=']) return unknown(reading, span);
    const before: Value = { kind: 'path', path: draft.targetOf(target), span: tokens.span(target.from, target.to) };
    return { kind: 'either', of: [before, draft.valueOf(right)], span: tokens.span(span.from, span.to) };
  };
  if (tokens.isName(target.to - 1)) nameFunction(reading, given.region, target.to - 1);
  const isPattern = tokens.isOpen(target.from, brackets.curly) || tokens.isOpen(target.from, brackets.square);
  if (isPattern && tokens.behind(target.from) === target.to) {
    const { at } = reading;
    bindPattern(reading, { at: target.from, how: 'assign', span, value, quiet: true });
    reading.at = at;
    return;
  }
  draft.binding({ targets: [target], how: 'assign', value, span });
  if (target.to - target.from > 1 && tokens.isName(target.to - 1)) noteCommonJsExport(reading, { target, value });
}
