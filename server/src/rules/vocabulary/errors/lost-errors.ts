import type { ErrorHandler, HandlerAction } from '../../../model/code-fact.ts';
import { lastName, shortName } from '../calls/call-names.ts';
import { excuse, isExpected, isLate, isNarrow, isParse, isQuestion, reasonForDoubt } from './expected-errors.ts';
import { fateOfInterrupt } from './interrupts.ts';
import { fateOfLate, of, type Fate } from './late-checks.ts';
import { anyOf, say, type MessageId } from '../../../words/say.ts';

/** What lives as long as the process and whose errors tell of an outage. */
const longLived =
  /(client|redis|db|database|pool|connection|queue|consumer|producer|publisher|subscriber|broker|server|bus|worker|channel|mongoose|kafka|amqp|pg)(\(\))?\.\w+$|^process\.\w+$/i;
/** What says that work was done: without it, data is lost or wrong. */
const effect =
  /^(Exec(Context)?|Commit|Unmarshal\w*|Decode|Save\w*|Insert\w*|Persist\w*|Publish\w*|Produce|Enqueue\w*|Migrate\w*)$/;
const effectOfLibrary =
  /^(os\.(WriteFile|Rename|Truncate|OpenFile|Create)|database\/sql\b.*|net\/http\.(Get|Post|Head|PostForm)|net\.(Listen|Dial|DialTimeout))$/;

const carriers = {
  logs: 'lost-errors.is-logged-or-counted',
  rethrows: 'lost-errors.is-propagated',
  uses: 'lost-errors.is-used',
  exits: 'lost-errors.ends-the-process',
  're-interrupts': 'lost-errors.restores-the-interrupt',
} as const satisfies Readonly<Partial<Record<HandlerAction, MessageId>>>;
type Carrier = keyof typeof carriers;

const doubts: Readonly<Record<NonNullable<ErrorHandler['doubt']>, string>> = {
  kept: say('lost-errors.it-stays-in-the-object'),
  waits: say('lost-errors.the-wait-ends-with-its'),
  asserts: say('lost-errors.only-an-assertion-was-attempted'),
  reports: say('lost-errors.only-a-report-was-attempted'),
};
/** Who takes something away may find that it is gone. */
const taking = /^(delete|remove|revoke|unset|clear)/i;
const finding = /^(get|find|look_?up|remove|delete|index)/i;

/** Judges what becomes of an error. */
export function fateOf(handler: ErrorHandler): Fate {
  const carried = handler.does.find((action): action is Carrier => Object.hasOwn(carriers, action));
  if (handler.via === 'finally') return fateOfJump(handler);
  const interrupt = fateOfInterrupt(handler);
  if (interrupt) return interrupt;
  const late = fateOfLate(handler);
  if (late && (carried !== undefined || late.verdict === 'lost')) return late;
  if (carried)
    return {
      verdict: 'shown',
      message: say(carriers[carried], { of: of(handler) }),
    };
  if (handler.reasoned)
    return { verdict: 'shown', message: say('lost-errors.a-comment-explains-why-the', { of: of(handler) }) };
  const excused = excuse(handler);
  if (excused) return { verdict: 'shown', message: excused };
  if (handler.silenced) {
    return {
      verdict: 'unclear',
      message: say('lost-errors.a-suppressed-lint-warning-about', { of: of(handler) }),
      ask: say('lost-errors.say-in-the-comment-why'),
    };
  }
  if (handler.waived) {
    return {
      verdict: 'unclear',
      message: say('lost-errors.a-comment-ignores-the-error', { of: of(handler) }),
      ask: say('lost-errors.say-in-the-comment-why'),
    };
  }
  if (handler.doubt) {
    return {
      verdict: 'unclear',
      message: say('lost-errors.the-error-is-ignored', { of: of(handler), doubts: doubts[handler.doubt] }),
      ask: say('error-swallowed.if-ignoring-this-error-is'),
    };
  }
  if (handler.via === 'discard') return fateOfDiscard(handler);
  if (handler.does.includes('succeeds')) return fateOfSuccess(handler);
  if (handler.via === 'callback' && !handler.empty && !isListener(handler)) return fateOfUnread(handler);
  return fateOfSilence(handler);
}

function fateOfJump(handler: ErrorHandler): Fate {
  if (handler.reasoned) return { verdict: 'shown', message: say('lost-errors.a-comment-explains-why-finally') };
  const what = handler.does.includes('rethrows')
    ? 'throw'
    : handler.does.includes('jumps')
      ? say('word.jump')
      : 'return';
  return { verdict: 'lost', message: say('lost-errors.this-in-finally-discards-the', { what, from: from(handler) }) };
}

/** `return nil` where the error is not nil. */
function fateOfSuccess(handler: ErrorHandler): Fate {
  if (handler.other !== undefined) {
    return {
      verdict: 'lost',
      message: say('lost-errors.is-nil-here-but-is', { other: handler.other, name: name(handler) }),
    };
  }
  const message = say('lost-errors.is-not-nil-but-nil', { name: name(handler), of: of(handler) });
  const isRecovery = handler.does.some((action) => action === 'calls' || action === 'assigns' || action === 'responds');
  const asks = handler.tries.length > 0 && handler.tries.every((call) => isQuestion(call) || isParse(call));
  if (handler.keeps) {
    return {
      verdict: 'unclear',
      message: say('lost-errors.is-ignored-and-the-previous', { name: name(handler), of: of(handler) }),
      ask: say('lost-errors.is-this-the-right-result'),
    };
  }
  if (handler.saysNo) {
    return {
      verdict: 'unclear',
      message: say('lost-errors.false-is-returned-when-is', { name: name(handler), of: of(handler) }),
      ask: say('lost-errors.is-false-the-right-result'),
    };
  }
  const isGone = taking.test(handler.within ?? '') && handler.tries.every((call) => finding.test(lastName(call)));
  if (!isRecovery && !asks && !(isGone && handler.tries.length > 0)) return { verdict: 'lost', message };
  return { verdict: 'unclear', message, ask: say('lost-errors.is-this-the-right-result') };
}

function fateOfDiscard(handler: ErrorHandler): Fate {
  const call = handler.tries[0];
  if (call === undefined)
    return {
      verdict: 'lost',
      message: say('lost-errors.is-discarded', { caught: handler.caught ?? say('late-checks.the-error') }),
    };
  if (handler.beside)
    return { verdict: 'lost', message: say('lost-errors.is-started-with-go-and', { call: shortName(call) }) };
  const isEffect = effect.test(lastName(call)) || effectOfLibrary.test(call);
  if (handler.unlooked || isEffect)
    return { verdict: 'lost', message: say('lost-errors.the-error-from-is-discarded', { call: shortName(call) }) };
  return {
    verdict: 'unclear',
    message: say('lost-errors.the-result-of-is-discarded', { call: shortName(call) }),
    ask: say('lost-errors.if-can-fail-silently-say', { call: shortName(call) }),
  };
}

/** The error of a callback that goes on without a look at it. */
function fateOfUnread(handler: ErrorHandler): Fate {
  if (handler.does.includes('responds')) return answered(handler);
  return {
    verdict: 'lost',
    message: say('lost-errors.is-not-checked-a-failure', {
      name: name(handler),
      call: shortName(handler.tries[0] ?? say('late-checks.the-call')),
    }),
  };
}

/** What is done instead, where the error that came is one that was chosen. */
const dealing: ReadonlySet<HandlerAction> = new Set(['answers', 'calls', 'assigns', 'responds']);
const waysOfArrival = {
  'nil-check': 'lost-errors.is-checked-but-ignored',
  suppress: 'lost-errors.is-suppressed',
} as const;

/** Nothing in the handler carries the error on. */
function fateOfSilence(handler: ErrorHandler): Fate {
  const { does } = handler;
  const isKnown = handler.types.length > 0 && handler.types.every((type) => isExpected(type, handler));
  const what = say(handler.via === 'promise' ? 'word.rejection' : 'word.error');
  const isSilent = !does.some((action) => dealing.has(action));
  if (isSilent && handler.changes && handler.types.some((type) => isLate(type))) {
    return {
      verdict: 'lost',
      message: say('lost-errors.may-or-may-not-have', {
        lastName: lastName(handler.tries[0] ?? 'it'),
        types: handler.types.join(', '),
      }),
    };
  }
  if (isNarrow(handler) || (handler.demanded && isKnown)) {
    const isAnswered = does.includes('answers') || does.includes('responds');
    if (isAnswered || (!isSilent && !handler.changes))
      return {
        verdict: 'shown',
        message: say(handler.types.length > 1 ? 'lost-errors.are-handled' : 'lost-errors.is-handled', {
          types: handler.types.join(', '),
        }),
      };
    return {
      verdict: 'unclear',
      message: say('lost-errors.any-is-ignored', { types: anyOf(handler.types), of: of(handler) }),
      ask: say('lost-errors.if-it-is-expected-here'),
    };
  }
  if (handler.empty && isListener(handler) && !longLived.test(handler.tries[0] ?? '')) {
    return {
      verdict: 'unclear',
      message: say('lost-errors.ignores-every-error-event', {
        call: shortName(handler.tries[0] ?? say('lost-errors.the-listener')),
      }),
      ask: say('lost-errors.is-this-failure-reported-elsewhere'),
    };
  }
  const asks = isSilent ? doubtfulLoss(handler) : undefined;
  if (asks) return asks;
  if (handler.empty) {
    const { via } = handler;
    const way = via === 'nil-check' || via === 'suppress' ? waysOfArrival[via] : 'lost-errors.is-caught-and-ignored';
    return { verdict: 'lost', message: say(way, { what, of: of(handler) }) };
  }
  if (does.includes('responds')) return answered(handler);
  if (does.includes('answers') || does.includes('calls') || does.includes('assigns')) {
    const error = say('lost-errors.the-2', { what, of: of(handler) });
    return {
      verdict: 'unclear',
      message: does.includes('answers')
        ? say('lost-errors.a-value-replaces', { error })
        : say('lost-errors.is-handled-but-not-reported', { error }),
      ask: say('lost-errors.is-this-failure-logged-counted'),
    };
  }
  if (handler.via === 'nil-check') {
    return {
      verdict: 'unclear',
      message: say('lost-errors.the-error-ends-this-work', { of: of(handler) }),
      ask: say('lost-errors.if-this-is-expected-say'),
    };
  }
  if (does.includes('jumps'))
    return { verdict: 'lost', message: say('lost-errors.the-is-skipped-and-not', { what, of: of(handler) }) };
  return { verdict: 'lost', message: say('lost-errors.the-ends-this-work-and', { what, of: of(handler) }) };
}

/** A loss that may be right: nothing is changed by what failed, and something takes its place or it cannot fail for others. */
function doubtfulLoss(handler: ErrorHandler): Fate | undefined {
  if (handler.changes || handler.via === 'nil-check' || handler.via === 'callback') return undefined;
  const because = reasonForDoubt(handler);
  return because === undefined
    ? undefined
    : {
        verdict: 'unclear',
        message: say('lost-errors.the-error-is-ignored', { of: of(handler), doubts: because }),
        ask: say('lost-errors.if-this-is-the-right'),
      };
}

function answered(handler: ErrorHandler): Fate {
  return {
    verdict: 'unclear',
    message: say('lost-errors.the-request-is-answered-but', { of: of(handler) }),
    ask: say('lost-errors.does-a-middleware-log-or'),
  };
}

/** `socket.on('error', () => {})` keeps the process alive; on a client that lives long it hides an outage. */
function isListener({ via, tries }: ErrorHandler): boolean {
  return via === 'callback' && /\.(on|once|addListener|prependListener)$/.test(tries[0] ?? '');
}

function name({ caught }: ErrorHandler): string {
  return caught ?? say('late-checks.the-error');
}

function from({ tries }: ErrorHandler): string {
  const some = tries
    .filter((call) => call !== '')
    .slice(0, 2)
    .map(shortName);
  return some.length > 0 ? say('late-checks.from', { call: anyOf(some) }) : '';
}
