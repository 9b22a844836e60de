import { related, rule } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { rpcTarget, stepsOf, subjectOf } from '../vocabulary/calls/request-path.ts';

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
    if (deadline === 'present') return context.shown(span, `${api} has a deadline: ${because}`);
    const ask = 'Set a deadline on this call, its stub or its channel';
    const path = context.onPath(span);
    const steps = path?.waits === 'user' ? { related: stepsOf(path) } : {};
    const elsewhere = context
      .inService('client-default')
      .filter(({ file, fact }) => file !== context.file && fact.library === 'grpc' && fact.deadline !== 'absent');
    if (deadline === 'unknown') {
      if (call.byCaller && path?.limit === 'limited')
        return context.shown(span, `${api} has a deadline: ${path.because}`, { related: stepsOf(path) });
      if (!call.byCaller || path?.limit !== 'none' || path.waits !== 'user' || elsewhere.length > 0)
        return context.cannotTell(span, `${api} may have no deadline: ${because}`, ask, steps);
      const message = `${subjectOf(path)} waits indefinitely for ${rpcTarget(api, context)} (${path.because})`;
      return context.violated(span, message, steps);
    }
    if (elsewhere.length > 0) {
      const places = elsewhere.map((each) => related(each, each.fact.because));
      const message = `${api} may have no deadline: its channel may be set up in another file`;
      return context.cannotTell(span, message, ask, { related: places });
    }
    context.violated(span, `${api} has no deadline; a hung server blocks it (${because})`, {
      ...steps,
      fixes: fixesOf(repair, context.file),
    });
  },
});
