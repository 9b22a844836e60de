import type { OutgoingCall } from '../../model/code-fact.ts';
import { related, rule } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { shortName } from '../vocabulary/calls/call-names.ts';
import { stepsOf } from '../vocabulary/calls/request-path.ts';
import { isSafeToRepeat, productOf, retriesAt } from '../vocabulary/calls/retries.ts';
import { limitsAround, spelled, type WaitLimit } from '../vocabulary/calls/waits.ts';
import { say } from '../../words/say.ts';

export const timeoutInversion = rule({
  severity: 'warning',
  harm: 'errors',
  scope: 'cross',
  since: '0.5.0',
  fix: 'suggestion',
  reads: ['outgoing-call'],
  check(call, context) {
    if (call.role !== 'call' || call.deadline !== 'present' || call.browser) return;
    const path = context.onPath(call.span);
    if (path?.waits !== 'user') return;
    const limits = limitsAround(call, path, context);
    const [tightest] = limits;
    if (!tightest) return;
    const name = nameOf(call);
    if (call.limitMs === undefined) {
      const message = say('timeout-inversion.the-timeout-of-could-not', {
        name,
        words: tightest.words,
        ms: spelled(tightest.ms),
      });
      const ask = say('timeout-inversion.is-the-timeout-of-times', { name, ms: spelled(tightest.ms) });
      return context.cannotTell(call.span, message, ask, { related: [tightest.at] });
    }
    const layers = retriesAt({ file: context.file, span: call.span }, { context, isSafe: isSafeToRepeat(call.api) });
    const attempts = productOf(layers.map(({ fact }) => (fact.shares ? { attempts: 1 } : fact)));
    const total = call.limitMs * attempts;
    const waits = attempts === 1 ? spelled(total) : `${attempts} × ${spelled(call.limitMs)} = ${spelled(total)}`;
    const evidence = {
      related: [
        ...limits.map(({ at }) => at),
        ...layers.map((each) =>
          related(each, say('timeout-inversion.attempts', { by: each.fact.by, attempts: each.fact.attempts })),
        ),
        ...stepsOf(path).slice(0, path.steps.length),
      ],
    };
    if (total < tightest.ms)
      return context.shown(
        call.span,
        say('timeout-inversion.waits-up-to-less-than', {
          name,
          waits,
          words: tightest.words,
          ms: spelled(tightest.ms),
        }),
        evidence,
      );
    const message = say('timeout-inversion.waits-up-to-but-is', {
      name,
      waits,
      words: tightest.words,
      ms: spelled(tightest.ms),
    });
    const fixes = limits.flatMap((limit) => (limit.ms > total ? [] : fixesFor(limit, total)));
    context.violated(call.span, message, { ...evidence, fixes });
  },
});

function nameOf({ api }: OutgoingCall): string {
  const name = shortName(api).replaceAll('()', '');
  return name.length > 40 ? `…${name.slice(-39)}` : name;
}

/** Waiting longer outside; whether the timeout inside can be shorter is for people to say. */
function fixesFor({ policy, words }: WaitLimit, total: number): Fix[] {
  if (!policy?.fact.unit) return [];
  const seconds = Math.ceil(total / 1000) + 1;
  const text = policy.fact.unit === 's' ? String(seconds) : `${seconds}s`;
  const edits = [{ span: policy.fact.span, text }];
  return [
    {
      title: say('timeout-inversion.set-to-s', { words, seconds }),
      safety: 'suggestion',
      changes: [{ file: policy.file, edits }],
    },
  ];
}
