import { rule } from '../../model/rule.ts';
import { shortName } from '../vocabulary/calls/call-names.ts';
import { stepsOf } from '../vocabulary/calls/request-path.ts';
import { productOf } from '../vocabulary/calls/retries.ts';
import { layersAround } from '../vocabulary/calls/retry-layers.ts';
import { say } from '../../words/say.ts';

export const retryAmplification = rule({
  severity: 'warning',
  harm: 'outage',
  scope: 'cross',
  since: '0.5.0',
  fix: 'none',
  reads: ['outgoing-call'],
  check(call, context) {
    if (call.role !== 'call' || call.browser) return;
    const path = context.onPath(call.span);
    const { layers, open } = layersAround(call, path, context);
    const [first, ...others] = layers;
    if (!first) return;
    const name = shortName(call.api).replaceAll('()', '');
    const short = name.length > 40 ? `…${name.slice(-39)}` : name;
    const way = path ? stepsOf(path).slice(0, path.steps.length) : [];
    const evidence = { related: [...layers.map(({ at }) => at), ...way] };
    if (others.length > 0) {
      const product = `${layers.map(({ attempts }) => attempts).join(' × ')} = ${productOf(layers)}`;
      const by = layers.map((each) => each.by).join(' × ');
      const message = say('retry-amplification.one-request-calls-up-to', { short, product });
      const whole = say('joint.aside', { message, aside: by });
      return context.violated(call.span, whole.length <= 100 ? whole : message, evidence);
    }
    if (open) {
      const message = say('retry-amplification.attempts-times-and-the-mesh', {
        by: first.by,
        short,
        attempts: first.attempts,
      });
      const ask = say('retry-amplification.does-the-mesh-retry-the', { short });
      return context.cannotTell(call.span, message, ask, { related: [first.at, ...open] });
    }
    context.shown(
      call.span,
      say('retry-amplification.is-retried-at-one-layer', { short, by: first.by, attempts: first.attempts }),
      evidence,
    );
  },
});
