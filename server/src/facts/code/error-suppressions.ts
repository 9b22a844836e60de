import type { ErrorHandler } from '../../model/code-fact.ts';
import type { CodeLanguage } from '../../syntax/code/outline.ts';
import { isChosen } from './error-types.ts';
import { isSilenced, reasonAt, reasonBeside } from './reasons.ts';
import type { ResolvedCode } from './resolved.ts';
import { callsIn, nameOfCall } from './written.ts';

/** Calls in the head of a block that drop the errors of the types they are given. */
const suppressors: Readonly<Partial<Record<CodeLanguage, ReadonlySet<string>>>> = {
  python: new Set(['contextlib.suppress']),
};

/** Errors dropped for a block: `with suppress(Exception): …`. */
export function findSuppressions(code: ResolvedCode): ErrorHandler[] {
  const { outline, text, resolver } = code;
  const known = suppressors[outline.language];
  if (!known) return [];
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
    const names = callsIn(outline, region.body).map((index) => nameOfCall(code, index));
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
        reasoned:
          reasonAt(code, head) || reasonBeside(code, region.opener, region.body) || isReasonFirst(code, region.body),
        ...(isSilenced(code, head) ? { silenced: true as const } : {}),
        tries: [...new Set(names)].slice(0, 8),
        ...(within === undefined ? {} : { within }),
      },
    ];
  });
}

/** A comment before the first statement speaks of the block. */
function isReasonFirst(code: ResolvedCode, body: { start: number; end: number }): boolean {
  const first = /^:\s*#/.exec(code.text.slice(body.start, body.end));
  if (!first) return false;
  const start = body.start + first[0].length - 1;
  return reasonAt(code, { start, end: start });
}
