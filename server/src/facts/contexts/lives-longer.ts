import type { Around } from './context-endings.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { say } from '../../words/say.ts';

/** Functions that make what lives on when they have returned. */
const makesThing = /^(new|open|create|must|make|init|setup|dial|connect)([A-Z]\w*)?$/i;

/** Why a context that is begun anew may be meant to have nothing of the one at hand, as one clause. */
export function whyApart(
  code: ResolvedCode,
  index: number,
  { around, within }: { readonly around: Around; readonly within: string },
): string | undefined {
  if (makesThing.test(within) && cancelled(code, index))
    return say('lives-longer.the-name-suggests-that-its', { within });
  return isAskedFor(code, around)
    ? say('lives-longer.the-code-also-waits-for', { written: around.own.written })
    : undefined;
}

/** Whether a new context is made into one with an end of its own. */
function cancelled({ outline, resolver }: ResolvedCode, index: number): boolean {
  const by = resolver.argumentOf({ call: index });
  const last = by && outline.calls[by.call]?.callee.names.at(-1);
  return last !== undefined && /^With(Cancel|Timeout|Deadline)(Cause)?$/.test(last);
}

/** Whether the function waits for the end of the context at hand itself. */
function isAskedFor({ outline, text }: ResolvedCode, { own, region }: Around): boolean {
  const body = outline.regions[region]?.body;
  return body !== undefined && text.slice(body.start, body.end).includes(`<-${own.written}.Done()`);
}
