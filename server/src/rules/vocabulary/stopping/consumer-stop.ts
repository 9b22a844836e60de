import type { ConsumerLoop } from '../../../model/stop-fact.ts';
import { related, type RuleContext } from '../../../model/rule.ts';
import { isAside } from '../aside.ts';
import { shortName } from '../calls/call-names.ts';
import { hooksAround, programsAround, reactsToTerm } from './shutdown.ts';

/** Judges what takes messages without an end: something must end it on SIGTERM, between two messages. */
export function judgeConsumer(consumer: ConsumerLoop, context: RuleContext): void {
  if (isAside(context.file)) return;
  const { span, api, stops, because, isProgram } = consumer;
  const name = shortName(api);
  if (stops === 'present') return context.shown(span, `${name} stops on SIGTERM: ${because}`);
  const noticed = hooksAround(context).find(({ fact }) => !fact.needsCall && !fact.decides && reactsToTerm(fact));
  const ask = 'Does it finish the current message on SIGTERM?';
  if (noticed) {
    const message = `${shortName(noticed.fact.api)} handles SIGTERM; could not determine whether it stops ${name}`;
    return context.cannotTell(span, message, ask, { related: [related(noticed, noticed.fact.because)] });
  }
  if (stops === 'unknown' || (!isProgram && programsAround(context).length === 0))
    return context.cannotTell(span, `${name} may not stop on SIGTERM: ${because}`, ask);
  context.violated(span, `the current message is interrupted on SIGTERM: ${because}`);
}
