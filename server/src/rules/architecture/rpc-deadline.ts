import { related, rule } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { rpcTarget, stepsOf, subjectOf } from '../vocabulary/calls/request-path.ts';
import { say } from '../../words/say.ts';

export const rpcDeadline = rule({
  severity: 'warning',
  harm: 'outage',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['outgoing-call'],
  check(call, context) {
    if (call.protocol !== 'rpc') return;
    const { span, api, because, deadline, repair } = call;
    if (deadline === 'present') return context.shown(span, say('rpc-deadline.has-a-deadline', { api, because }));
    const ask = say('rpc-deadline.set-a-deadline-on-this');
    const path = context.onPath(span);
    const steps = path?.waits === 'user' ? { related: stepsOf(path) } : {};
    const elsewhere = context
      .inService('client-default')
      .filter(({ file, fact }) => file !== context.file && fact.library === 'grpc' && fact.deadline !== 'absent');
    if (deadline === 'unknown') {
      if (call.byCaller && path?.limit === 'limited')
        return context.shown(span, say('rpc-deadline.has-a-deadline', { api, because: path.because }), {
          related: stepsOf(path),
        });
      if (!call.byCaller || path?.limit !== 'none' || path.waits !== 'user' || elsewhere.length > 0)
        return context.cannotTell(span, say('rpc-deadline.may-have-no-deadline', { api, because }), ask, steps);
      const message = say('timeout.waits-indefinitely-for', {
        subject: subjectOf(path),
        callTarget: rpcTarget(api, context),
        because: path.because,
      });
      return context.violated(span, message, steps);
    }
    if (elsewhere.length > 0) {
      const places = elsewhere.map((each) => related(each, each.fact.because));
      const message = say('rpc-deadline.may-have-no-deadline-its', { api });
      return context.cannotTell(span, message, ask, { related: places });
    }
    context.violated(span, say('rpc-deadline.has-no-deadline-a-hung', { api, because }), {
      ...steps,
      fixes: fixesOf(repair, context.file),
    });
  },
});
