import { rule } from '../../model/rule.ts';
import { judgeConsumer } from '../vocabulary/stopping/consumer-stop.ts';
import { judgeServer } from '../vocabulary/stopping/server-stop.ts';

export const noGracefulShutdown = rule({
  severity: 'warning',
  harm: 'errors',
  scope: 'project',
  since: '0.1.0',
  fix: 'suggestion',
  reads: ['server', 'consumer-loop'],
  check(fact, context) {
    if (fact.kind === 'consumer-loop') judgeConsumer(fact, context);
    else judgeServer(fact, context);
  },
});
