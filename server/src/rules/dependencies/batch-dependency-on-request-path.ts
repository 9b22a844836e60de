import { rule, type RuleContext } from '../../model/rule.ts';
import type { Span } from '../../model/span.ts';
import { callsByVariable, classOf, mayHaveClasses } from '../vocabulary/calls/dependency-classes.ts';
import { stepsOf, subjectOf } from '../vocabulary/calls/request-path.ts';

const system = (variable: string) => ({
  'shop/server.js': `import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.${variable}_URL, max: 5 });
const app = express();

app.get('/top-sellers', async (request, response) => {
  response.json(await pool.query('SELECT * FROM top_sellers'));
});
app.listen(8080);
`,
  'shop/Dockerfile': 'FROM node:22.12\nCOPY . .\nCMD ["node", "server.js"]\n',
  'deploy/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: registry.example/shop:1.0.0
          env:
            - { name: ORDERS_URL, value: 'postgres://orders-db/orders' }
            - { name: WAREHOUSE_URL, value: 'postgres://warehouse/sales' }
`,
  '.prr/services/shop.yaml':
    'dependencies:\n  - name: orders-db\n    class: serving\n  - name: warehouse\n    class: batch\n',
});

export const batchDependencyOnRequestPath = rule({
  id: 'batch-dependency-on-request-path',
  summary: 'User requests do not wait for batch systems',
  aspect: 'architecture',
  severity: 'warning',
  harm: 'errors',
  scope: 'cross',
  since: '0.5.0',
  fix: 'none',
  docs: {
    why: 'A system built for batch work can queue for minutes, restart as a whole or give all its capacity to one nightly job. User requests that wait for it are slow or fail whenever it does.',
    remedy:
      'Call a serving instance of the dependency, or let a job copy the data into a serving store and read the copy.',
    guide: 'criticality-and-batch#serving-or-batch',
    examples: [
      {
        title: 'A page reads from the data warehouse',
        bad: system('WAREHOUSE'),
        good: system('ORDERS'),
      },
    ],
  },
  reads: ['outgoing-call', 'addressed', 'functions'],
  check(fact, context) {
    switch (fact.kind) {
      case 'outgoing-call':
        if (fact.role === 'call') judge(fact.span, { of: 'place' }, context);
        return;
      case 'addressed':
        for (const span of fact.calls) judge(span, { of: 'variable', variable: fact.variable }, context);
        return;
      default:
        for (const { span, variable } of callsByVariable(fact, context))
          judge(span, { of: 'variable', variable }, context);
    }
  },
});

/** How it is known what a call leads to: the picture has its place, or it is made with an address of the environment. */
type Led = { readonly of: 'place' } | { readonly of: 'variable'; readonly variable: string };

function judge(span: Span, led: Led, context: RuleContext): void {
  if (!mayHaveClasses(context)) return;
  const path = context.onPath(span);
  const variable = led.of === 'variable' ? led.variable : undefined;
  const found = path?.waits === 'user' ? classOf(span, { variable, path }, context) : undefined;
  if (!found || !path) return;
  const subject = short(subjectOf(path));
  const { name, is, at } = found;
  const declaration = at ? [{ ...at, message: `${found.service} declares ${name} as ${is}` }] : [];
  // What limits the wait does not matter here.
  const evidence = { related: [...declaration, ...stepsOf(path).slice(0, path.steps.length)] };
  if (is === 'serving') return context.shown(span, `${subject} calls ${name}, which is declared as serving`, evidence);
  if (is === 'batch')
    return context.violated(
      span,
      `${subject} waits for ${name}, a batch system; its queues and restarts delay users`,
      evidence,
    );
  const ask = `Set the class of ${name} (serving or batch) in .prr/services/${found.service}.yaml`;
  context.cannotTell(span, `${subject} waits for ${name}, which may be a batch system`, ask, evidence);
}

function short(subject: string): string {
  return subject.length > 45 ? `${subject.slice(0, 44)}…` : subject;
}
