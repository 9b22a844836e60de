import type { ErrorHandler } from '../../model/code-fact.ts';
import type { CodeLanguage, Exit } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { callsIn, nameOfCall, outwards } from '../code/written.ts';
import { isUnchecked } from './error-types.ts';
import { hasFunctionBetween, leaves } from './handler-actions.ts';
import { statedAt } from './reasons.ts';
import { asStated } from './stated.ts';
import { triedRegion } from './tried.ts';

/** Languages in which an error that is raised while another is on its way keeps that one as its context. */
const chainsErrors: ReadonlySet<CodeLanguage> = new Set(['python']);
const any = /^(java\.lang\.)?(Exception|Throwable)$/;

/** Jumps out of a `finally`: they drop the error that was on its way. */
export function findFinallyJumps(code: ResolvedCode): ErrorHandler[] {
  const { outline } = code;
  return outline.exits.flatMap((exit): ErrorHandler[] => {
    const around = [...outwards(outline, exit.region)].find((at) => outline.regions[at]?.kind === 'finally');
    // The error that was on its way stays with the one that is raised.
    if (exit.kind === 'throw' && chainsErrors.has(outline.language)) return [];
    if (around === undefined || exit.implicit || hasFunctionBetween(code, exit.region, around)) return [];
    if (exit.kind === 'throw' && staysInside(code, exit, around)) return [];
    const jumps = exit.kind === 'break' || exit.kind === 'continue';
    if (jumps && !leaves(code, exit, around)) return [];
    const tried = triedRegion(code, around);
    const body = tried === undefined ? undefined : outline.regions[tried]?.body;
    const within = code.resolver.within(exit.region);
    const word = /^\w+/.exec(code.text.slice(exit.span.start, exit.span.start + 10))?.[0] ?? '';
    return [
      {
        kind: 'error-handler',
        span: { start: exit.span.start, end: exit.span.start + word.length },
        via: 'finally',
        body: exit.span,
        types: [],
        does: exit.kind === 'throw' ? ['rethrows'] : jumps ? ['jumps'] : ['returns'],
        empty: false,
        ...asStated(statedAt(code, exit.span)),
        tries: body ? [...new Set(callsIn(outline, body).map((call) => nameOfCall(code, call)))].slice(0, 8) : [],
        ...(within === undefined ? {} : { within }),
      },
    ];
  });
}

/** Whether a `try` within the `finally` takes what is thrown; of one that may take it that is assumed. */
function staysInside(code: ResolvedCode, exit: Exit, cleanUp: number): boolean {
  const { outline } = code;
  for (const at of outwards(outline, exit.region)) {
    if (at === cleanUp) return false;
    const region = outline.regions[at];
    if (region?.kind !== 'try') continue;
    const takes = outline.regions.some(
      (each, handler) =>
        each.kind === 'handler' &&
        each.parent === region.parent &&
        triedRegion(code, handler) === at &&
        mayTake(each.caught?.types ?? [], thrownType(code, exit)),
    );
    if (takes) return true;
  }
  return false;
}

function thrownType({ outline }: ResolvedCode, { value }: Exit): string | undefined {
  const made = value?.kind === 'call' ? outline.calls[value.call] : undefined;
  return made?.constructs ? made.callee.names.join('.') : undefined;
}

/** A checked type takes no unchecked exception. */
function mayTake(types: readonly string[], thrown: string | undefined): boolean {
  if (types.length === 0 || thrown === undefined || types.some((type) => any.test(type))) return true;
  return !isUnchecked(thrown) || types.some((type) => type === thrown || isUnchecked(type) || /Runtime/.test(type));
}
