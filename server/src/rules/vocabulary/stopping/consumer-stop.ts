import type { ConsumerLoop } from '../../../model/stop-fact.ts';
import { related, type RuleContext } from '../../../model/rule.ts';
import { isAside } from '../aside.ts';
import { shortName } from '../calls/call-names.ts';
import { hooksAround, programsAround, reactsToTerm } from './shutdown.ts';
import { say } from '../../../words/say.ts';

/** Judges what takes messages without an end: something must end it on SIGTERM, between two messages. */
export function judgeConsumer(consumer: ConsumerLoop, context: RuleContext): void {
  if (isAside(context.file)) return;
  const { span, api, stops, because, isProgram } = consumer;
  const name = shortName(api);
  if (stops === 'present') return context.shown(span, say('consumer-stop.stops-on-sigterm', { name, because }));
  const noticed = hooksAround(context).find(({ fact }) => !fact.needsCall && !fact.decides && reactsToTerm(fact));
  const ask = say('consumer-stop.does-it-finish-the-current');
  if (noticed) {
    const message = say('consumer-stop.handles-sigterm-could-not-determine', {
      api: shortName(noticed.fact.api),
      name,
    });
    return context.cannotTell(span, message, ask, { related: [related(noticed, noticed.fact.because)] });
  }
  if (stops === 'unknown' || (!isProgram && programsAround(context).length === 0))
    return context.cannotTell(span, say('consumer-stop.may-not-stop-on-sigterm', { name, because }), ask);
  context.violated(span, say('consumer-stop.the-current-message-is-interrupted', { because }));
}
