import type { ErrorHandler } from '../../../model/code-fact.ts';
import { shortName } from '../calls/call-names.ts';

/** What happens to an error in a handler: it reaches somebody, it is lost for a reason, it is lost, or that is unknown. */
export type Fate =
  | { readonly verdict: 'shown'; readonly message: string }
  | { readonly verdict: 'lost'; readonly message: string }
  | { readonly verdict: 'unclear'; readonly message: string; readonly ask: string };

/** An error that is looked at when the result has been used, or of which only a text without it remains. */
export function fateOfLate(handler: ErrorHandler): Fate | undefined {
  return fateOfLateCheck(handler) ?? fateOfNameless(handler);
}

/** ` from JSON.parse`, where one call alone can have failed. */
export function of({ tries }: ErrorHandler): string {
  return tries.length === 1 && tries[0] !== undefined && tries[0] !== '' ? ` from ${shortName(tries[0])}` : '';
}

function fateOfLateCheck({ early, via, caught = 'the error', tries }: ErrorHandler): Fate | undefined {
  if (!early) return undefined;
  const end = via === 'callback' ? 'throws and ends the process' : 'panics';
  if (early.sure)
    return {
      verdict: 'lost',
      message: `${early.read} is evaluated before ${caught} is checked; a failed ${shortName(tries[0] ?? 'call')} ${end}`,
    };
  return {
    verdict: 'unclear',
    message: `${early.read} is evaluated before ${caught} is checked`,
    ask: `Is the result of ${shortName(tries[0] ?? 'the call')} valid when it fails?`,
  };
}

function fateOfNameless(handler: ErrorHandler): Fate | undefined {
  const { nameless, changes, reasoned, chosen } = handler;
  if (nameless === undefined || reasoned || chosen || (nameless === 'logged' && !changes)) return undefined;
  return {
    verdict: 'unclear',
    message: `a fixed text is ${nameless} without the error${of(handler)}, and the code continues`,
    ask: 'Does anyone learn of this failure and its cause?',
  };
}
