import type { ErrorHandler, HandlerAction } from '../../model/code-fact.ts';
import { lastName, shortName } from './call-names.ts';
import { excuse, isExpected, isLate, isNarrow, isParse, isQuestion, reasonForDoubt } from './expected-errors.ts';

/** What happens to an error in a handler: it reaches somebody, it is lost for a reason, it is lost, or that cannot be told. */
export type Fate =
  | { readonly verdict: 'shown'; readonly message: string }
  | { readonly verdict: 'lost'; readonly message: string }
  | { readonly verdict: 'unclear'; readonly message: string; readonly ask: string };

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
  rethrows: 'is raised again',
  uses: 'is used',
  exits: 'ends the process',
  're-interrupts': 'passes the interrupt on',
};

const doubts: Readonly<Record<NonNullable<ErrorHandler['doubt']>, string>> = {
  kept: 'it stays in what was given',
  waits: 'the wait ends with its context',
  asserts: 'nothing but an assertion was tried',
  reports: 'nothing but a report was tried',
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
  if (carried) return { verdict: 'shown', message: `the error${of(handler)} ${carriers[carried]}` };
  if (handler.reasoned) return { verdict: 'shown', message: `why the error${of(handler)} does not matter is stated` };
  const excused = excuse(handler);
  if (excused) return { verdict: 'shown', message: excused };
  if (handler.silenced) {
    return {
      verdict: 'unclear',
      message: `another tool's warning about the error${of(handler)} is silenced, without a reason`,
      ask: 'Why may this error be lost? Say so in the comment',
    };
  }
  if (handler.waived) {
    return {
      verdict: 'unclear',
      message: `a comment waives the error${of(handler)} without a reason`,
      ask: 'Why may this error be lost? Say so in the comment',
    };
  }
  if (handler.doubt) {
    return {
      verdict: 'unclear',
      message: `the error${of(handler)} goes no further; ${doubts[handler.doubt]}`,
      ask: 'Is it enough that nobody learns of it? Say so in a comment',
    };
  }
  if (handler.via === 'discard') return fateOfDiscard(handler);
  if (handler.does.includes('succeeds')) return fateOfSuccess(handler);
  if (handler.via === 'callback' && !handler.empty && !isListener(handler)) return fateOfUnread(handler);
  return fateOfSilence(handler);
}

function fateOfJump(handler: ErrorHandler): Fate {
  if (handler.reasoned) return { verdict: 'shown', message: 'why the error is dropped in finally is stated' };
  const what = handler.does.includes('rethrows') ? 'throw' : handler.does.includes('jumps') ? 'jump' : 'return';
  return { verdict: 'lost', message: `this ${what} in finally drops the error that is on its way${from(handler)}` };
}

const passOn = 'Does the thread end here? Else call Thread.currentThread().interrupt()';
/** Functions that end what they belong to. */
const stopping = /^(stop|destroy|close|shut_?down|dispose|tear_?down|terminate|pre_?destroy|__del__|cleanup)/i;
const taken = {
  replaced: 'another exception takes its place: the interrupt is lost, and the flag of the thread stays cleared',
  looped: 'the interrupt or cancellation is caught here and the loop goes on: nothing can stop it',
};

/** A caught interrupt clears the thread's flag: who waits for the thread to stop is not heard, unless it is passed on. */
function fateOfInterrupt(handler: ErrorHandler): Fate | undefined {
  const { does } = handler;
  if (!handler.interrupted || handler.reasoned) return undefined;
  // Who catches other failures beside it speaks of them: the caller learns that the work failed.
  const isBeside = handler.interrupted === 'replaced' && handler.types.length > 1;
  if (isBeside) return { verdict: 'unclear', message: taken.replaced, ask: passOn };
  if (handler.interrupted !== 'dropped') return { verdict: 'lost', message: taken[handler.interrupted] };
  if (!handler.demanded && !handler.types.some((type) => /Exception$/.test(type))) {
    return {
      verdict: 'unclear',
      message: 'the cancellation ends here, and the work goes on',
      ask: 'Is what follows only clean-up? Else raise it again',
    };
  }
  const message = 'the interrupt is not passed on: the thread goes on as if nobody had asked it to stop';
  // It is told, and what was waited for once is not waited for again.
  if (does.includes('logs') && !handler.inLoop) {
    const ask = 'Does anything behind it wait again? Else call Thread.currentThread().interrupt()';
    return { verdict: 'unclear', message: 'the interrupt is logged, and the flag of the thread stays cleared', ask };
  }
  const isPassed = does.includes('uses') && !does.includes('logs') && does.includes('calls');
  const goesOn = !does.some((action) => action === 'returns' || action === 'jumps' || action === 'assigns');
  // A caller that gets a value goes on, too.
  if (!isPassed && (goesOn || does.includes('answers'))) {
    const isThread = handler.within === 'main' || handler.within === 'run';
    return (handler.last && isThread) || stopping.test(handler.within ?? '')
      ? { verdict: 'unclear', message, ask: 'Does the thread end here, and does nothing wait for its flag?' }
      : { verdict: 'lost', message };
  }
  return {
    verdict: 'unclear',
    message: 'the interrupt ends the work here, and the flag of the thread stays cleared',
    ask: passOn,
  };
}

/** `return nil` where the error is not nil. */
function fateOfSuccess(handler: ErrorHandler): Fate {
  if (handler.other !== undefined) {
    return { verdict: 'lost', message: `${handler.other} is nil here and is returned in place of ${name(handler)}` };
  }
  const message = `${name(handler)}${of(handler)} is not nil here, and nil is returned: the caller learns that all went well`;
  const isRecovery = handler.does.some((action) => action === 'calls' || action === 'assigns' || action === 'responds');
  const asks = handler.tries.length > 0 && handler.tries.every((call) => isQuestion(call) || isParse(call));
  if (handler.keeps) {
    return {
      verdict: 'unclear',
      message: `${name(handler)}${of(handler)} is dropped, and what was there before is returned`,
      ask: 'Is this the right answer when it fails?',
    };
  }
  if (handler.saysNo) {
    return {
      verdict: 'unclear',
      message: `where ${name(handler)}${of(handler)} is not nil, the answer is false without an error`,
      ask: 'Is false the right answer when it cannot be known?',
    };
  }
  const isGone = taking.test(handler.within ?? '') && handler.tries.every((call) => finding.test(lastName(call)));
  if (!isRecovery && !asks && !(isGone && handler.tries.length > 0)) return { verdict: 'lost', message };
  return { verdict: 'unclear', message, ask: 'Is this the right answer when it fails?' };
}

function fateOfDiscard(handler: ErrorHandler): Fate {
  const call = handler.tries[0];
  if (call === undefined)
    return { verdict: 'lost', message: `${handler.caught ?? 'the error'} is assigned to nothing` };
  if (handler.beside)
    return { verdict: 'lost', message: `${shortName(call)} is started with go and its error is dropped` };
  const isEffect = effect.test(lastName(call)) || effectOfLibrary.test(call);
  if (handler.unlooked || isEffect) return { verdict: 'lost', message: `the error of ${shortName(call)} is dropped` };
  return {
    verdict: 'unclear',
    message: `the result of ${shortName(call)} is assigned to nothing`,
    ask: `May ${shortName(call)} fail without anybody learning of it? Say why in a comment`,
  };
}

/** The error of a callback that goes on without a look at it. */
function fateOfUnread(handler: ErrorHandler): Fate {
  if (handler.does.includes('responds')) return answered(handler);
  return {
    verdict: 'lost',
    message: `${name(handler)} is not read: a failure of ${shortName(handler.tries[0] ?? 'the call')} passes for a success`,
  };
}

/** What is done instead, where the error that came is one that was chosen. */
const dealing: ReadonlySet<HandlerAction> = new Set(['answers', 'calls', 'assigns', 'responds']);
const waysOfArrival: Readonly<Partial<Record<ErrorHandler['via'], string>>> = {
  'nil-check': 'is checked',
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
      message: `${lastName(handler.tries[0] ?? 'it')} may have run or not after ${handler.types.join(', ')}, and nobody is told`,
    };
  }
  if (isNarrow(handler) || (handler.demanded && isKnown)) {
    const isAnswered = does.includes('answers') || does.includes('responds');
    if (isAnswered || (!isSilent && !handler.changes))
      return { verdict: 'shown', message: `${handler.types.join(', ')} is dealt with` };
    return {
      verdict: 'unclear',
      message: `any ${handler.types.join(' or ')}${of(handler)} is dropped`,
      ask: 'Is it expected here? Say why in a comment, or log it',
    };
  }
  if (handler.empty && isListener(handler) && !longLived.test(handler.tries[0] ?? '')) {
    return {
      verdict: 'unclear',
      message: `${shortName(handler.tries[0] ?? 'the listener')} hides every error event`,
      ask: 'Does anybody learn that this failed?',
    };
  }
  const asks = isSilent ? doubtfulLoss(handler) : undefined;
  if (asks) return asks;
  if (handler.empty) {
    const where = waysOfArrival[handler.via] ?? 'is caught';
    return { verdict: 'lost', message: `the ${what}${of(handler)} ${where} and nothing is done with it` };
  }
  if (does.includes('responds')) return answered(handler);
  if (does.includes('answers') || does.includes('calls') || does.includes('assigns')) {
    const instead = does.includes('answers') ? 'a value takes the place of' : 'something else is done than to report';
    return {
      verdict: 'unclear',
      message: `${instead} the ${what}${of(handler)}`,
      ask: 'Does anybody learn of this failure: a log line, a counter, the caller?',
    };
  }
  if (handler.via === 'nil-check') {
    return {
      verdict: 'unclear',
      message: `the error${of(handler)} ends the work here without a trace`,
      ask: 'Is this end expected, or should it be logged?',
    };
  }
  if (does.includes('jumps'))
    return { verdict: 'lost', message: `the ${what}${of(handler)} is skipped without a trace` };
  return { verdict: 'lost', message: `the ${what}${of(handler)} ends the work here without a trace` };
}

/** A loss that may be right: nothing is changed by what failed, and something takes its place or it cannot fail for others. */
function doubtfulLoss(handler: ErrorHandler): Fate | undefined {
  if (handler.changes || handler.via === 'nil-check' || handler.via === 'callback') return undefined;
  const because = reasonForDoubt(handler);
  return because === undefined
    ? undefined
    : {
        verdict: 'unclear',
        message: `the error${of(handler)} goes no further; ${because}`,
        ask: 'Is this the right answer when it fails? Say why in a comment',
      };
}

function answered(handler: ErrorHandler): Fate {
  return {
    verdict: 'unclear',
    message: `the request is answered, the error${of(handler)} itself is neither logged nor counted`,
    ask: 'Does a middleware log or count this answer, with the cause?',
  };
}

/** `socket.on('error', () => {})` keeps the process alive; on a client that lives long it hides an outage. */
function isListener({ via, tries }: ErrorHandler): boolean {
  return via === 'callback' && /\.(on|once|addListener|prependListener)$/.test(tries[0] ?? '');
}

function name({ caught }: ErrorHandler): string {
  return caught ?? 'the error';
}

/** ` of JSON.parse`, where one call alone can have failed. */
function of({ tries }: ErrorHandler): string {
  return tries.length === 1 && tries[0] !== undefined && tries[0] !== '' ? ` of ${shortName(tries[0])}` : '';
}

function from({ tries }: ErrorHandler): string {
  const some = tries
    .filter((call) => call !== '')
    .slice(0, 2)
    .map(shortName);
  return some.length > 0 ? ` from ${some.join(' or ')}` : '';
}
