import type { Binding, Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { unknown } from './operands.ts';
import { sign } from './words.ts';
import { isKey, keyAt, type Reading } from './reading.ts';

/** What a pattern binds. */
export interface Bound {
  /** Its first token. */
  readonly at: number;
  readonly how: Binding['how'];
  readonly span: Range;
  readonly value?: (() => Value | undefined) | undefined;
  readonly type?: Range | undefined;
  readonly region?: number;
  /** What stands in it has been gone through. */
  readonly quiet?: boolean;
}

/** One binding a name, and goes behind the pattern; a name taken out of a pattern is bound to that member of the value. */
export function bindPattern(reading: Reading, bound: Bound): void {
  const { tokens } = reading;
  const { at } = bound;
  reading.at = at;
  if (tokens.isOpen(at, brackets.curly)) bindMembers(reading, bound);
  else if (tokens.isOpen(at, brackets.square)) bindItems(reading, bound);
  else if (tokens.isName(at)) {
    reading.at = bound.quiet ? behindTarget(reading, at) : at + 1;
    bindTarget(reading, { from: at, to: reading.at }, bound);
  } else reading.at = at + 1;
}

function bindTarget({ draft }: Reading, target: Range, { how, span, value, type, region }: Bound): void {
  draft.binding({ targets: [target], how, type, value, span, ...(region === undefined ? {} : { region }) });
}

/** Behind a target that may be a member: up to what separates elements. */
function behindTarget({ tokens }: Reading, at: number): number {
  let next = at;
  while (tokens.kind(next) !== kinds.none && tokens.kind(next) !== kinds.close) {
    if (tokens.isSign(next, sign[',']) || tokens.isSign(next, sign['='])) break;
    next = tokens.kind(next) === kinds.open ? Math.max(tokens.behind(next), next + 1) : next + 1;
  }
  return next;
}

function bindMembers(reading: Reading, bound: Bound): void {
  const { tokens } = reading;
  const open = bound.at;
  const end = Math.min(tokens.match(open), tokens.count);
  const member = (name: string | undefined) => () => memberOf(reading, bound.value?.(), name);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    if (tokens.isSign(at, sign['...'])) {
      bindPattern(reading, { ...bound, at: at + 1, type: undefined, value: () => unknown(reading, bound.span) });
    } else if (isKey(tokens, at)) {
      const { name, behind } = keyAt(tokens, at);
      if (tokens.isOpen(at, brackets.square) && !bound.quiet) passKey(reading, at);
      if (tokens.isSign(behind, sign[':'])) bindWithDefault(reading, { ...bound, at: behind + 1, value: member(name) });
      else bindWithDefault(reading, { ...bound, value: member(name), at });
    }
    if (reading.at === at || tokens.isSign(reading.at, sign[','])) reading.at++;
  }
  reading.at = tokens.behind(open);
}

function passKey(reading: Reading, open: number): void {
  reading.at = open + 1;
  skim(reading);
}

function bindItems(reading: Reading, bound: Bound): void {
  const { tokens } = reading;
  const open = bound.at;
  const end = Math.min(tokens.match(open), tokens.count);
  const item = () => (bound.value?.() ? unknown(reading, bound.span) : undefined);
  reading.at = open + 1;
  while (reading.at < end) {
    const { at } = reading;
    if (tokens.isSign(at, sign['...'])) bindPattern(reading, { ...bound, at: at + 1, type: undefined, value: item });
    else if (!tokens.isSign(at, sign[','])) bindWithDefault(reading, { ...bound, at, value: item });
    if (reading.at === at || tokens.isSign(reading.at, sign[','])) reading.at++;
  }
  reading.at = tokens.behind(open);
}

/** `a = 1`: the member, or what stands behind the sign. */
function bindWithDefault(reading: Reading, bound: Bound): void {
  const { tokens, draft } = reading;
  const sure: { initial?: Range } = {};
  const value = () => orElse(bound.value?.(), () => (sure.initial ? draft.valueOf(sure.initial) : undefined));
  bindPattern(reading, { ...bound, type: undefined, value });
  if (!tokens.isSign(reading.at, sign['='])) return;
  const from = reading.at + 1;
  reading.at = from;
  if (bound.quiet) reading.at = behindDefault(reading, from);
  else skim(reading, { comma: true });
  sure.initial = { from, to: reading.at };
}

function behindDefault({ tokens }: Reading, at: number): number {
  let next = at;
  while (tokens.kind(next) !== kinds.none && tokens.kind(next) !== kinds.close && !tokens.isSign(next, sign[','])) {
    next = tokens.kind(next) === kinds.open ? Math.max(tokens.behind(next), next + 1) : next + 1;
  }
  return next;
}

function orElse(value: Value | undefined, initial: () => Value | undefined): Value | undefined {
  const other = value && initial();
  return value && other ? { kind: 'either', of: [value, other], span: value.span } : value;
}

function memberOf({ tokens }: Reading, value: Value | undefined, name: string | undefined): Value | undefined {
  if (!value) return undefined;
  const { span } = value;
  const other: Value = { kind: 'other', span };
  if (name === undefined) return other;
  if (value.kind === 'path') return { kind: 'path', path: { ...value.path, names: [...value.path.names, name] }, span };
  if (value.kind === 'object') {
    return value.entries.findLast((candidate) => candidate.name === name)?.value ?? other;
  }
  if (value.kind === 'call') return { kind: 'path', path: { base: value.call, names: [name] }, span };
  return tokens.count >= 0 ? other : undefined;
}
