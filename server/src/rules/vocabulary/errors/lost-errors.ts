import type { ErrorHandler, HandlerAction } from '../../../model/code-fact.ts';
import { lastName, shortName } from '../calls/call-names.ts';
import { excuse, isExpected, isLate, isNarrow, isParse, isQuestion, reasonForDoubt } from './expected-errors.ts';
import { fateOfLate, of, type Fate } from './late-checks.ts';

/** What lives as long as the process and whose errors tell of an outage. */
const longLived =
  /(client|redis|db|database|pool|connection|queue|consumer|producer|publisher|subscriber|broker|server|bus|worker|channel|mongoose|kafka|amqp|pg)(\(\))?\.\w+$|^process\.\w+$/i;
/** What says that work was done: without it, data is lost or wrong. */
const effect =
  /^(Exec(Context)?|Commit|Unmarshal\w*|Decode|Save\w*|Insert\w*|Persist\w*|Publish\w*|Produce|Enqueue\w*|Migrate\w*)$/;
const effectOfLibrary =
  /^(os\.(WriteFile|Rename|Truncate|OpenFile|Create)|database\/sql\b.*|net\/http\.(Get|Post|Head|PostForm)|net\.(Listen|Dial|DialTimeout))$/;

const carriers: Readonly<Partial<Record<HandlerAction, string>>> = {
  logs: 'is logged or counted',
  rethrows: 'is propagated',
  uses: 'is used',
  exits: 'ends the process',
  're-interrupts': 'restores the interrupt',
};

const doubts: Readonly<Record<NonNullable<ErrorHandler['doubt']>, string>> = {
  kept: 'it stays in the object that was passed in',
  waits: 'the wait ends with its context',
  asserts: 'only an assertion was attempted',
  reports: 'only a report was attempted',
};
/** Who takes something away may find that it is gone. */
const taking = /^(delete|remove|revoke|unset|clear)/i;
const finding = /^(get|find|look_?up|remove|delete|index)/i;

/** Judges what becomes of an error. */
export function fateOf(handler: ErrorHandler): Fate {
  const carried = handler.does.find((action) => carriers[action] !== undefined);
  if (handler.via === 'finally') return fateOfJump(handler);
  const interrupt = fateOfInterrupt(handler);
  if (interrupt) return interrupt;
  const late = fateOfLate(handler);
  if (late && (carried !== undefined || late.verdict === 'lost')) return late;
  if (carried) return { verdict: 'shown', message: `the error${of(handler)} ${carriers[carried]}` };
  if (handler.reasoned)
    return { verdict: 'shown', message: `a comment explains why the error${of(handler)} is ignored` };
  const excused = excuse(handler);
  if (excused) return { verdict: 'shown', message: excused };
  if (handler.silenced) {
    return {
      verdict: 'unclear',
      message: `a suppressed lint warning about the error${of(handler)} gives no reason`,
      ask: 'Say in the comment why this error can be ignored',
    };
  }
  if (handler.waived) {
    return {
      verdict: 'unclear',
      message: `a comment ignores the error${of(handler)} without a reason`,
      ask: 'Say in the comment why this error can be ignored',
    };
  }
  if (handler.doubt) {
    return {
      verdict: 'unclear',
      message: `the error${of(handler)} is ignored; ${doubts[handler.doubt]}`,
      ask: 'If ignoring this error is intentional, say why in a comment',
    };
  }
  if (handler.via === 'discard') return fateOfDiscard(handler);
  if (handler.does.includes('succeeds')) return fateOfSuccess(handler);
  if (handler.via === 'callback' && !handler.empty && !isListener(handler)) return fateOfUnread(handler);
  return fateOfSilence(handler);
}

function fateOfJump(handler: ErrorHandler): Fate {
  if (handler.reasoned) return { verdict: 'shown', message: 'a comment explains why finally discards the error' };
  const what = handler.does.includes('rethrows') ? 'throw' : handler.does.includes('jumps') ? 'jump' : 'return';
  return { verdict: 'lost', message: `this ${what} in finally discards the error${from(handler)}` };
}

const passOn = 'If the thread does not end here, call Thread.currentThread().interrupt()';
/** Functions that end what they belong to. */
const stopping = /^(stop|destroy|close|shut_?down|dispose|tear_?down|terminate|pre_?destroy|__del__|cleanup)/i;
const taken = {
  replaced: "another exception replaces the interrupt; the thread's interrupt flag stays cleared",
  looped: 'this loop catches the interrupt or cancellation and continues; nothing can stop it',
};

/** A caught interrupt clears the thread's flag: who waits for the thread to stop is not heard, unless it is passed on. */
function fateOfInterrupt(handler: ErrorHandler): Fate | undefined {
  const { does } = handler;
  if (!handler.interrupted || handler.reasoned) return undefined;
  // Who catches other failures beside it speaks of them: the caller learns that the work failed.
  const isBeside = handler.interrupted === 'replaced' && handler.types.length > 1;
  if (isBeside) return { verdict: 'unclear', message: taken.replaced, ask: passOn };
  if (handler.interrupted === 'flagged')
    return {
      verdict: 'unclear',
      message: 'the interrupt is swallowed; the loop also checks a flag',
      ask: 'Is the flag always set before the thread is interrupted?',
    };
  if (handler.interrupted !== 'dropped') return { verdict: 'lost', message: taken[handler.interrupted] };
  if (!handler.demanded && !handler.types.some((type) => /Exception$/.test(type))) {
    return {
      verdict: 'unclear',
      message: 'the cancellation is caught here, and the work continues',
      ask: 'If more than cleanup follows, raise it again',
    };
  }
  const message = 'the interrupt is swallowed; the thread keeps running as if it was never interrupted';
  // It is told, and what was waited for once is not waited for again.
  if (does.includes('logs') && !handler.inLoop) {
    const ask = 'If later code waits again, call Thread.currentThread().interrupt()';
    return {
      verdict: 'unclear',
      message: "the interrupt is logged, but the thread's interrupt flag stays cleared",
      ask,
    };
  }
  const isPassed = does.includes('uses') && !does.includes('logs') && does.includes('calls');
  const goesOn = !does.some((action) => action === 'returns' || action === 'jumps' || action === 'assigns');
  // A caller that gets a value goes on, too.
  if (!isPassed && (goesOn || does.includes('answers'))) {
    const isThread = handler.within === 'main' || handler.within === 'run';
    return (handler.last && isThread) || stopping.test(handler.within ?? '')
      ? { verdict: 'unclear', message, ask: 'Does the thread end here without a check of its interrupt flag?' }
      : { verdict: 'lost', message };
  }
  return {
    verdict: 'unclear',
    message: "the interrupt ends this work, but the thread's interrupt flag stays cleared",
    ask: passOn,
  };
}

/** `return nil` where the error is not nil. */
function fateOfSuccess(handler: ErrorHandler): Fate {
  if (handler.other !== undefined) {
    return {
      verdict: 'lost',
      message: `${handler.other} is nil here but is returned instead of ${name(handler)}; the caller sees success`,
    };
  }
  const message = `${name(handler)}${of(handler)} is not nil, but nil is returned; the caller sees success`;
  const isRecovery = handler.does.some((action) => action === 'calls' || action === 'assigns' || action === 'responds');
  const asks = handler.tries.length > 0 && handler.tries.every((call) => isQuestion(call) || isParse(call));
  if (handler.keeps) {
    return {
      verdict: 'unclear',
      message: `${name(handler)}${of(handler)} is ignored, and the previous value is returned`,
      ask: 'Is this the right result on failure?',
    };
  }
  if (handler.saysNo) {
    return {
      verdict: 'unclear',
      message: `false is returned when ${name(handler)}${of(handler)} is not nil`,
      ask: 'Is false the right result on failure?',
    };
  }
  const isGone = taking.test(handler.within ?? '') && handler.tries.every((call) => finding.test(lastName(call)));
  if (!isRecovery && !asks && !(isGone && handler.tries.length > 0)) return { verdict: 'lost', message };
  return { verdict: 'unclear', message, ask: 'Is this the right result on failure?' };
}

function fateOfDiscard(handler: ErrorHandler): Fate {
  const call = handler.tries[0];
  if (call === undefined) return { verdict: 'lost', message: `${handler.caught ?? 'the error'} is discarded` };
  if (handler.beside)
    return { verdict: 'lost', message: `${shortName(call)} is started with go and its error is discarded` };
  const isEffect = effect.test(lastName(call)) || effectOfLibrary.test(call);
  if (handler.unlooked || isEffect)
    return { verdict: 'lost', message: `the error from ${shortName(call)} is discarded` };
  return {
    verdict: 'unclear',
    message: `the result of ${shortName(call)} is discarded`,
    ask: `If ${shortName(call)} can fail silently, say why in a comment`,
  };
}

/** The error of a callback that goes on without a look at it. */
function fateOfUnread(handler: ErrorHandler): Fate {
  if (handler.does.includes('responds')) return answered(handler);
  return {
    verdict: 'lost',
    message: `${name(handler)} is not checked; a failure of ${shortName(handler.tries[0] ?? 'the call')} looks like success`,
  };
}

/** What is done instead, where the error that came is one that was chosen. */
const dealing: ReadonlySet<HandlerAction> = new Set(['answers', 'calls', 'assigns', 'responds']);
const waysOfArrival: Readonly<Partial<Record<ErrorHandler['via'], string>>> = {
  'nil-check': 'is checked but ignored',
  suppress: 'is suppressed',
};

/** Nothing in the handler carries the error on. */
function fateOfSilence(handler: ErrorHandler): Fate {
  const { does } = handler;
  const isKnown = handler.types.length > 0 && handler.types.every((type) => isExpected(type, handler));
  const what = handler.via === 'promise' ? 'rejection' : 'error';
  const isSilent = !does.some((action) => dealing.has(action));
  if (isSilent && handler.changes && handler.types.some((type) => isLate(type))) {
    return {
      verdict: 'lost',
      message: `${lastName(handler.tries[0] ?? 'it')} may or may not have run after ${handler.types.join(', ')}, and this is not reported`,
    };
  }
  if (isNarrow(handler) || (handler.demanded && isKnown)) {
    const isAnswered = does.includes('answers') || does.includes('responds');
    if (isAnswered || (!isSilent && !handler.changes))
      return {
        verdict: 'shown',
        message: `${handler.types.join(', ')} ${handler.types.length > 1 ? 'are' : 'is'} handled`,
      };
    return {
      verdict: 'unclear',
      message: `any ${handler.types.join(' or ')}${of(handler)} is ignored`,
      ask: 'If it is expected here, say why in a comment; otherwise log it',
    };
  }
  if (handler.empty && isListener(handler) && !longLived.test(handler.tries[0] ?? '')) {
    return {
      verdict: 'unclear',
      message: `${shortName(handler.tries[0] ?? 'the listener')} ignores every error event`,
      ask: 'Is this failure reported elsewhere?',
    };
  }
  const asks = isSilent ? doubtfulLoss(handler) : undefined;
  if (asks) return asks;
  if (handler.empty) {
    const where = waysOfArrival[handler.via] ?? 'is caught and ignored';
    return { verdict: 'lost', message: `the ${what}${of(handler)} ${where}` };
  }
  if (does.includes('responds')) return answered(handler);
  if (does.includes('answers') || does.includes('calls') || does.includes('assigns')) {
    const error = `the ${what}${of(handler)}`;
    return {
      verdict: 'unclear',
      message: does.includes('answers') ? `a value replaces ${error}` : `${error} is handled but not reported`,
      ask: 'Is this failure logged, counted or returned?',
    };
  }
  if (handler.via === 'nil-check') {
    return {
      verdict: 'unclear',
      message: `the error${of(handler)} ends this work and is not reported`,
      ask: 'If this is expected, say why in a comment; otherwise log it',
    };
  }
  if (does.includes('jumps'))
    return { verdict: 'lost', message: `the ${what}${of(handler)} is skipped and not reported` };
  return { verdict: 'lost', message: `the ${what}${of(handler)} ends this work and is not reported` };
}

/** A loss that may be right: nothing is changed by what failed, and something takes its place or it cannot fail for others. */
function doubtfulLoss(handler: ErrorHandler): Fate | undefined {
  if (handler.changes || handler.via === 'nil-check' || handler.via === 'callback') return undefined;
  const because = reasonForDoubt(handler);
  return because === undefined
    ? undefined
    : {
        verdict: 'unclear',
        message: `the error${of(handler)} is ignored; ${because}`,
        ask: 'If this is the right result on failure, say why in a comment',
      };
}

function answered(handler: ErrorHandler): Fate {
  return {
    verdict: 'unclear',
    message: `the request is answered, but the error${of(handler)} is not logged or counted`,
    ask: 'Does a middleware log or count this response with its cause?',
  };
}

/** `socket.on('error', () => {})` keeps the process alive; on a client that lives long it hides an outage. */
function isListener({ via, tries }: ErrorHandler): boolean {
  return via === 'callback' && /\.(on|once|addListener|prependListener)$/.test(tries[0] ?? '');
}

function name({ caught }: ErrorHandler): string {
  return caught ?? 'the error';
}

function from({ tries }: ErrorHandler): string {
  const some = tries
    .filter((call) => call !== '')
    .slice(0, 2)
    .map(shortName);
  return some.length > 0 ? ` from ${some.join(' or ')}` : '';
}
