import type { ErrorHandler } from '../../../model/code-fact.ts';
import { shortName } from '../calls/call-names.ts';
import { say } from '../../../words/say.ts';

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
  return tries.length === 1 && tries[0] !== undefined && tries[0] !== ''
    ? say('late-checks.from', { call: shortName(tries[0]) })
    : '';
}

function fateOfLateCheck({ early, via, caught = say('late-checks.the-error'), tries }: ErrorHandler): Fate | undefined {
  if (!early) return undefined;
  const end = via === 'callback' ? say('late-checks.throws-and-ends-the-process') : 'panics';
  if (early.sure)
    return {
      verdict: 'lost',
      message: say('late-checks.is-evaluated-before-is-checked', {
        read: early.read,
        caught,
        call: shortName(tries[0] ?? 'call'),
        end,
      }),
    };
  return {
    verdict: 'unclear',
    message: say('late-checks.is-evaluated-before-is-checked-2', { read: early.read, caught }),
    ask: say('late-checks.is-the-result-of-valid', { call: shortName(tries[0] ?? say('late-checks.the-call')) }),
  };
}

function fateOfNameless(handler: ErrorHandler): Fate | undefined {
  const { nameless, changes, reasoned, chosen } = handler;
  if (nameless === undefined || reasoned || chosen || (nameless === 'logged' && !changes)) return undefined;
  return {
    verdict: 'unclear',
    message: say('late-checks.a-fixed-text-is-without', {
      nameless: say(nameless === 'printed' ? 'word.printed' : 'word.logged'),
      of: of(handler),
    }),
    ask: say('late-checks.does-anyone-learn-of-this'),
  };
}
