import type { ErrorHandler } from '../../model/code-fact.ts';
import type { CodeLanguage } from '../../syntax/code/outline.ts';
import { cleansUp } from './clean-up.ts';
import { changesSomething } from './effects.ts';
import { isChosen } from './error-types.ts';
import { strongest, type Stated } from './reason-words.ts';
import { isSilenced, statedAbove, statedAt, statedBeside } from './reasons.ts';
import { asStated } from './stated.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, nameOfCall } from '../code/written.ts';

/** Calls in the head of a block that drop the errors of the types they are given. */
const suppressors: Readonly<Partial<Record<CodeLanguage, ReadonlySet<string>>>> = {
  python: new Set(['contextlib.suppress']),
};

/** Errors dropped for a block: `with suppress(Exception): …`. */
export function findSuppressions(code: ResolvedCode): ErrorHandler[] {
  const { outline, text, resolver } = code;
  const known = suppressors[outline.language];
  // A canonical name begins with a module that the text names.
  if (!known || !text.includes('contextlib')) return [];
  const found = outline.calls.flatMap((call, index) =>
    call.callee.names.at(-1) === 'suppress' || outline.imports.some(({ local }) => local === call.callee.names[0])
      ? resolver.names(index).some((name) => known.has(name))
        ? [call]
        : []
      : [],
  );
  return found.flatMap((call): ErrorHandler[] => {
    const region = outline.regions.findLast(
      ({ kind, opener, body }) => kind === 'block' && opener.start <= call.start && call.start < body.start,
    );
    if (!region || call.args.length === 0 || call.args.some(({ spread }) => spread)) return [];
    const types = call.args.map(({ span }) => text.slice(span.start, span.end));
    const within = resolver.within(call.region);
    const head = { start: region.opener.start, end: Math.min(text.length, region.body.start + 1) };
    const calls = callsIn(outline, region.body);
    const names = calls.map((index) => nameOfCall(code, index));
    return [
      {
        kind: 'error-handler',
        span: call.nameSpan,
        via: 'suppress',
        body: region.body,
        types,
        ...(isChosen(code, types) ? { chosen: true as const } : {}),
        does: [],
        empty: true,
        ...asStated(
          strongest(
            statedAt(code, head),
            statedBeside(code, region.opener, region.body),
            statedFirst(code, region.body),
          ),
        ),
        ...(isSilenced(code, head) ? { silenced: true as const } : {}),
        tries: [...new Set(names)].slice(0, 8),
        ...(cleansUp(code, calls) ? { cleansUp: true as const } : {}),
        ...(changesSomething(code, calls) ? { changes: true as const } : {}),
        ...(within === undefined ? {} : { within }),
      },
    ];
  });
}

/** A comment before the first statement speaks of the block. */
function statedFirst(code: ResolvedCode, body: { start: number; end: number }): Stated | undefined {
  const first = /^:\s*#/.exec(code.text.slice(body.start, body.end));
  if (!first) return undefined;
  const next = code.text.slice(body.start).search(/\n[ \t]*[^#\s]/);
  return next < 0 ? undefined : statedAbove(code, body.start + next + 1, 'inside');
}
