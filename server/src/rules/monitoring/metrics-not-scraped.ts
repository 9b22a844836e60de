import type { Fact } from '../../model/fact.ts';
import type { ProductionPicture } from '../../model/production.ts';
import { rule } from '../../model/rule.ts';
import { oncePer } from '../vocabulary/lookup.ts';
import { judgeScrapes, type Said } from '../vocabulary/metrics/scraped.ts';

const manifest = (port: string) => `apiVersion: v1
kind: Service
metadata: { name: search, labels: { app: search } }
spec:
  selector: { app: search }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: search }
spec:
  selector: { matchLabels: { app: search } }
  template:
    metadata: { labels: { app: search } }
    spec:
      containers:
        - name: search
          image: registry.example/search:1.4.0
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: search }
spec:
  selector: { matchLabels: { app: search } }
  endpoints: [{ port: ${port} }]
`;
const code = {
  'search/Dockerfile': 'FROM node:22.12\nCOPY . .\nCMD ["node", "server.js"]\n',
  'search/server.js':
    "import express from 'express';\nimport { register } from 'prom-client';\n\nconst app = express();\napp.get('/metrics', async (request, response) => response.send(await register.metrics()));\napp.listen(8080);\n",
};

export const metricsNotScraped = rule({
  id: 'metrics-not-scraped',
  summary: 'Prometheus scrapes each service',
  aspect: 'monitoring',
  severity: 'warning',
  harm: 'repair',
  scope: 'cross',
  since: '0.5.0',
  fix: 'none',
  docs: {
    why: 'Metrics that nothing collects are missing during an outage: dashboards are empty, alerts on them never fire, and everyone believes that the service is monitored.',
    remedy:
      'Select the service with a ServiceMonitor, a PodMonitor, an annotation or a scrape job that uses the port and path of its metrics. Then alert on `up == 0` and on its absence.',
    guide: 'metrics#scraped-really',
    examples: [
      {
        title: 'A monitor with an unknown port',
        bad: { 'deploy.yaml': manifest('metrics'), ...code },
        good: { 'deploy.yaml': manifest('http'), ...code },
      },
    ],
  },
  reads: ['route', 'metrics-export', 'library', 'scrape'],
  check(fact, context) {
    const picture = context.production();
    if (!picture) return;
    const known = memo(picture);
    known.made ??= judgeScrapes(picture, context);
    for (const { verdict, span, message, ask, places } of known.made.get(fact) ?? []) {
      const evidence = { related: places };
      if (verdict === 'shown') context.shown(span, message, evidence);
      else if (verdict === 'violated') context.violated(span, message, evidence);
      else context.cannotTell(span, message, ask ?? '', evidence);
    }
  },
});

/** The picture is judged once for all files. */
const memo = oncePer((_picture: ProductionPicture): { made?: ReadonlyMap<Fact, readonly Said[]> } => ({}));
