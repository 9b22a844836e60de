import type { ErrorHandler } from '../../../model/code-fact.ts';
import { say } from '../../../words/say.ts';
import type { Fate } from './late-checks.ts';

const passOn = say('lost-errors.if-the-thread-does-not');
/** Functions that end what they belong to. */
const stopping = /^(stop|destroy|close|shut_?down|dispose|tear_?down|terminate|pre_?destroy|__del__|cleanup)/i;
const taken = {
  replaced: say('lost-errors.another-exception-replaces-the-interrupt'),
  looped: say('lost-errors.this-loop-catches-the-interrupt'),
};

/** A caught interrupt clears the thread's flag: who waits for the thread to stop is not heard, unless it is passed on. */
export function fateOfInterrupt(handler: ErrorHandler): Fate | undefined {
  const { does } = handler;
  if (!handler.interrupted || handler.reasoned) return undefined;
  // Who catches other failures beside it speaks of them: the caller learns that the work failed.
  const isBeside = handler.interrupted === 'replaced' && handler.types.length > 1;
  if (isBeside) return { verdict: 'unclear', message: taken.replaced, ask: passOn };
  if (handler.interrupted === 'flagged')
    return {
      verdict: 'unclear',
      message: say('lost-errors.the-interrupt-is-swallowed-the'),
      ask: say('lost-errors.is-the-flag-always-set'),
    };
  if (handler.interrupted !== 'dropped') return { verdict: 'lost', message: taken[handler.interrupted] };
  if (!handler.demanded && !handler.types.some((type) => /Exception$/.test(type))) {
    return {
      verdict: 'unclear',
      message: say('lost-errors.the-cancellation-is-caught-here'),
      ask: say('lost-errors.if-more-than-cleanup-follows'),
    };
  }
  const message = say('lost-errors.the-interrupt-is-swallowed-the-thread');
  // It is told, and what was waited for once is not waited for again.
  if (does.includes('logs') && !handler.inLoop) {
    const ask = say('lost-errors.if-later-code-waits-again');
    return {
      verdict: 'unclear',
      message: say('lost-errors.the-interrupt-is-logged-but'),
      ask,
    };
  }
  const isPassed = does.includes('uses') && !does.includes('logs') && does.includes('calls');
  const goesOn = !does.some((action) => action === 'returns' || action === 'jumps' || action === 'assigns');
  // A caller that gets a value goes on, too.
  if (!isPassed && (goesOn || does.includes('answers'))) {
    const isThread = handler.within === 'main' || handler.within === 'run';
    return (handler.last && isThread) || stopping.test(handler.within ?? '')
      ? { verdict: 'unclear', message, ask: say('lost-errors.does-the-thread-end-here') }
      : { verdict: 'lost', message };
  }
  return {
    verdict: 'unclear',
    message: say('lost-errors.the-interrupt-ends-this-work'),
    ask: passOn,
  };
}
