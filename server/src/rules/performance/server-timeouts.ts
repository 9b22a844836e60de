import type { ServerLimit } from '../../model/code-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import { isAside } from '../vocabulary/aside.ts';
import { shortName } from '../vocabulary/calls/call-names.ts';
import { servesMonitoringAlone, servesProbesAlone } from '../vocabulary/stopping/shutdown.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { say } from '../../words/say.ts';

export const serverTimeouts = rule({
  severity: 'warning',
  harm: 'outage',
  scope: 'file',
  refines: true,
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['server-limit'],
  check(server, context) {
    if (server.local || isAside(context.file)) return;
    const name = shortName(server.api);
    // Which runtime it has is known once the workspace has been read.
    const old = server.runtime && context.production() && olderThan(server.runtime, context);
    if (old) {
      const message = say('server-timeouts.has-no-request-timeout-is', {
        name,
        image: old.fact.image,
        runtime: server.runtime?.image,
        from: server.runtime?.from,
      });
      return context.violated(server.span, message, {
        related: [related(old, say('server-timeouts.the-runtime'))],
        fixes: fixesOf(server.repair, context.file),
      });
    }
    if (server.bound === 'present')
      return context.shown(server.span, say('server-timeouts.limits-slow-clients', { name, because: server.because }));
    if (server.bound === 'unknown') {
      const message = say('server-timeouts.may-not-limit-slow-clients', { name, because: server.because });
      return context.cannotTell(server.span, message, say('server-timeouts.which-read-timeout-is-set'));
    }
    const isAuxiliary = context
      .inFile('server')
      .some(({ span, auxiliary }) => auxiliary === true && span.start === server.span.start);
    if (server.auxiliary || isAuxiliary) {
      const message = say('server-timeouts.has-no-read-timeout-but', { name, because: server.because });
      return context.cannotTell(server.span, message, say('server-timeouts.can-users-reach-it'));
    }
    const paths = context.inFile('route').map(({ path }) => path);
    if (servesMonitoringAlone(paths) || servesProbesAlone(paths)) {
      const message = say('server-timeouts.has-no-read-timeout-but-only', {
        name,
        paths: paths.slice(0, 3).join(', '),
      });
      return context.cannotTell(server.span, message, say('server-timeouts.can-users-reach-it'));
    }
    context.violated(server.span, say('server-timeouts.has-no-read-timeout-slow', { name, because: server.because }), {
      fixes: fixesOf(server.repair, context.file),
    });
  },
});

/** The image of the service with a runtime that does not have the limit yet. */
function olderThan({ image, from }: NonNullable<ServerLimit['runtime']>, context: RuleContext) {
  return context.inService('image-use').find(({ fact }) => {
    const [, name, major] = /(?:^|\/)([\w-]+):(\d+)[^/]*$/.exec(fact.image) ?? [];
    return fact.as === 'base' && name === image && Number(major) < from;
  });
}
