import type { ClaimReader } from '../../model/claim.ts';
import type { Located } from '../../model/rule.ts';
import type { RetryPolicy } from '../../model/retry-fact.ts';
import type { Related } from '../../model/site.ts';
import { cannotTell, listed, notApplicable, shown, violated } from '../readings.ts';

/** Libraries that wait longer after each attempt, by their documentation; their number of attempts is a fact of its own. */
const growing = /^(got|ky|the gRPC service config)$/;

/** Calls are tried again a limited number of times, with a delay between attempts. */
export const retriesBounded: ClaimReader = {
  id: 'retries-bounded',
  looks: 'How often libraries for retries try a call, when they give up, and whether they wait between attempts.',
  read(view) {
    const policies = view.own('retry-policy');
    const layers = view.own('retry').filter(({ fact }) => growing.test(fact.by));
    const endless = policies.filter(({ fact }) => fact.attempts === 'unlimited' && !fact.timed);
    if (endless[0]) return violated(`${endless[0].fact.by} retries without a limit`, endless.map(placeOf));
    const hasty = policies.filter(({ fact }) => fact.delay === 'absent' && fact.attempts !== 1);
    if (hasty[0]) return violated(`${hasty[0].fact.by} retries without a delay`, hasty.map(placeOf));
    const open = policies.find(({ fact }) => fact.delay === 'unknown' || (fact.attempts === undefined && !fact.timed));
    if (open)
      return cannotTell(
        `${open.fact.by} takes its limits from elsewhere`,
        'How many attempts does it make, and how long does it wait between them?',
        [placeOf(open)],
      );
    const places = [
      ...policies.map(placeOf),
      ...layers.map(({ file, fact }): Related => ({
        file,
        span: fact.span,
        message: `${fact.by} makes ${fact.attempts} attempts at most`,
      })),
    ];
    if (places.length > 0) return shown(listed(places.map(({ message }) => message)), places);
    const calls = view.own('outgoing-call').some(({ fact }) => fact.role === 'call' && !fact.browser);
    return calls
      ? cannotTell('No library for retries is seen', 'Does any code of it retry calls, and how often?')
      : notApplicable('It makes no outgoing calls');
  },
};

function placeOf({ file, fact }: Located<RetryPolicy>): Related {
  return { file, span: fact.span, message: `${fact.by} ${limitOf(fact)}` };
}

function limitOf({ attempts, timed, delay }: RetryPolicy): string {
  if (attempts === 'unlimited' && !timed) return 'retries without a limit';
  if (delay === 'absent') return 'retries without a delay';
  if (typeof attempts === 'number') return `makes ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} at most`;
  return timed ? 'gives up after a time' : 'takes its limits from elsewhere';
}
