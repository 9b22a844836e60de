import type { Value } from '../../syntax/code/outline.ts';
import { allOf, firstOf, leftToCallers, unclear, withMs, type Given, missing } from './given.ts';
import { factorsOf, isEndless, mayBeZero, toldBy } from '../limits/empty-values.ts';
import { millisecondsAt } from '../limits/timeouts.ts';
import type { At, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { declaresTypes } from '../code/names/declared-types.ts';
import { say } from '../../words/say.ts';

/** What a duration says: zero and null switch the deadline off, a parameter may. */
export function readDuration(
  value: Value,
  at: At,
  {
    code,
    written,
    none = [],
    object,
    depth = 0,
  }: { code: ResolvedCode; written: string; none?: readonly string[]; object?: Given; depth?: number },
): Given {
  const ways = code.resolver.evaluate(value, at).map((origin): Given => {
    switch (origin.kind) {
      case 'value':
        return readConstant(origin.value, { written, none });
      case 'unknown':
        // A parameter of a declared type is given.
        if (origin.why === 'parameter' && !declaresTypes.has(code.outline.language))
          return leftToCallers(say('duration.may-be-empty', { written }));
        for (const factor of depth > 4 ? [] : factorsOf(value, code)) {
          const said = readDuration(factor, at, { code, written, depth: depth + 1 });
          if (said.state !== 'given')
            return said.state === 'missing' ? unclear(say('duration.may-be-empty', { written })) : said;
        }
        return origin.why === 'field'
          ? unclear(say('duration.is-set-elsewhere', { written }))
          : { state: 'given', because: written };
      case 'literal':
        return origin.value.type === undefined && object ? object : { state: 'given', because: written };
      default: {
        if (isUnbounded(origin, code) || isEndless(origin, code)) {
          if (endsOtherwise(code)) return unclear(say('duration.a-cancellation-token-or-a'));
          return { state: 'off', because: say('deadline.disables-it', { written }) };
        }
        if (mayBeZero({ value, origin }, code)) return unclear(say('duration.may-be-zero-which-means', { written }));
        const told = toldBy(origin, code);
        if (told === 'nothing') return unclear(say('duration.may-be-empty-and-has', { written }));
        if (told === undefined || origin.kind !== 'result' || depth > 4) return { state: 'given', because: written };
        const from = code.outline.calls[origin.call]?.args[told]?.value;
        if (!from) return { state: 'given', because: written };
        return readDuration(from, code.resolver.placeOf(origin.call), { code, written, none, depth: depth + 1 });
      }
    }
  });
  const ms = millisecondsAt(code, value, { at, written });
  const isField = value.kind === 'path' && /^(self|this|cls)$/.test(value.path.names[0] ?? '');
  if (isField && ways.some((way) => way.state === 'off'))
    return unclear(say('duration.may-be-set-elsewhere', { written }));
  // A default stands behind a parameter, or behind what switches it off: `timeout ?? 5000`.
  const last = value.kind === 'either' ? value.of.at(-1) : undefined;
  const isDefault = last?.kind === 'number' || last?.kind === 'path';
  const isOff = ways.some((way) => way.state === 'off' || (way.state === 'missing' && value.kind === 'either'));
  const said = ways.some((way) => way.state === 'given') && (isDefault || !isOff) ? firstOf(ways) : allOf(ways);
  return withMs(said, ms);
}

/** In C#, who switches the limit of a client off limits its calls by tokens or policies, which are not followed. */
function endsOtherwise({ outline, text }: ResolvedCode): boolean {
  return outline.language === 'csharp' && /CancellationToken|Resilience|Polly|PolicyHandler/.test(text);
}

/** Java's durations that say no time: `Duration.ZERO`, `Duration.ofMillis(0)`, `Timeout.DISABLED`. */
function isUnbounded(origin: Origin, { outline, resolver }: ResolvedCode): boolean {
  if (outline.language !== 'java') return false;
  const names = resolver.identify(origin).map(({ name }) => name);
  if (names.some((name) => /^(Duration\.ZERO|Timeout\.(DISABLED|INFINITE|ZERO\w*))$/.test(name))) return true;
  if (origin.kind !== 'result' || !names.some((name) => /^(Duration|Timeout)\.of\w*\(\)$/.test(name))) return false;
  const first = outline.calls[origin.call]?.args[0]?.value;
  return first?.kind === 'number' && isZero(first.text);
}

function readConstant(value: Value, { written, none }: { written: string; none: readonly string[] }): Given {
  const off: Given = { state: 'off', because: say('deadline.disables-it', { written }) };
  switch (value.kind) {
    case 'null':
      return value.text === 'undefined' ? missing : off;
    case 'number':
      return isZero(value.text) || none.includes(value.text) ? off : { state: 'given', because: written };
    case 'list': {
      const unbounded = value.items.filter((item) => item.kind === 'null').length;
      if (unbounded === 0) return { state: 'given', because: written };
      // Connecting and reading, in this order: without the second, the wait for an answer has no limit.
      if (value.items.at(-1)?.kind === 'null')
        return { state: 'off', because: say('deadline.does-not-limit-the-response', { written }) };
      return unbounded === value.items.length ? off : unclear(say('deadline-steps.limits-one-phase-only', { written }));
    }
    case 'boolean':
      if (none.includes(value.text)) return off;
      return value.text === 'false' ? off : unclear(say('duration.is-not-a-duration', { written }));
    case 'string':
      return value.text === '' ||
        isZero(value.text) ||
        /^[+-]?(inf(inity)?|nan)$/i.test(value.text) ||
        none.includes(value.text)
        ? off
        : { state: 'given', because: written };
    default:
      return { state: 'given', because: written };
  }
}

/** `0`, `0.0`, `0 * time.Second`, `-1`. */
function isZero(text: string): boolean {
  return /^(-\s*\d.*|0[\d_.]*\s*(\*.*|ms|s|m|h)?)$/i.test(text) && !/^0[\d_.]*[1-9]/.test(text);
}
