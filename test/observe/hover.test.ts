import assert from 'node:assert/strict';
import type { Diagnostic, Hover } from 'vscode-languageserver/node';
import { connect, type Session } from '../server/connect.ts';

const alerts = `groups:
  - name: web
    rules:
      - alert: WebErrors
        expr: edge_failures_total > 1
        for: 5m
        labels: { severity: page }
        annotations: { summary: errors, runbook_url: docs/errors.md }
`;
const others = `groups:
  - name: edge
    rules:
      - alert: EdgeErrors
        expr: sum by (code, path) (rate(edge_errors_total[1m])) > 1
        for: 5m
      - alert: EdgeSlow
        expr: sum by (code) (rate(edge_errors_total[2m])) > 1
        for: 5m
      - alert: EdgeWide
        expr: sum(rate(edge_errors_total[4m])) > 1
        for: 5m
`;
const record = `observed: 2026-11-30T10:00:00Z
from: http://prometheus:9090
alerts:
  - name: WebErrors
    loaded: perhaps
    fired: 3
    hours: 1.5
    nightHours: 0.5
metrics:
  - name: edge_errors_total
    scrapeSeconds: 45
    labels:
      - name: code
        values: 7
      - name: path
        values: 12000
`;

describe('the record of prr observe in the editor', () => {
  let session: Session;
  before(async () => {
    session = await connect({
      'alerts.yaml': alerts,
      'edge.yaml': others,
      'metrics.js': `const { Counter } = require('prom-client');
new Counter({ name: 'edge_errors_total', help: 'Errors', labelNames: ['code', 'path'] });
`,
      'docs/errors.md': '# Errors\n',
      '.prr/observed/prometheus.yaml': record,
    });
    await session.ready();
  });
  after(async () => session.close());

  it('shows in the hover of an alert how often it fired', async () => {
    const hover = await session.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: session.uri('alerts.yaml') },
      position: { line: 3, character: 18 },
    });
    const { value } = hover.contents as { value: string };
    assert.match(
      value,
      /Fired 3 times, 1\.5 hours in 30 days \(0\.5 at night, 22:00–06:00 UTC\), observed 2026-11-30\./,
    );
  });

  it('shows ranges that are short for the scrape interval, and how many values labels have', async () => {
    const hoverAt = async (file: string, line: number, character: number) => {
      const hover = await session.connection.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri: session.uri(file) },
        position: { line, character },
      });
      return (hover?.contents as { value: string } | undefined)?.value.replace(/\\/g, '') ?? '';
    };
    const short = await hoverAt('edge.yaml', 3, 18);
    assert.match(
      short,
      /The range of edge_errors_total is 60 s, and it is scraped every 45 s: it cannot always have the 2 samples that rates need, and 4 intervals are recommended \(observed 2026-11-30\)\./,
    );
    assert.match(short, /The metric edge_errors_total has 7 values of code and 12000 of path, observed 2026-11-30\./);
    const tight = await hoverAt('edge.yaml', 6, 18);
    assert.match(tight, /is 120 s, and it is scraped every 45 s: one failed scrape can leave too few samples/);
    assert.match(tight, /The metric edge_errors_total has 7 values of code, observed/);
    assert.ok(!/range|values of/.test(await hoverAt('edge.yaml', 9, 18)));
    assert.match(
      await hoverAt('metrics.js', 1, 24),
      /The metric edge_errors_total has 7 values of code and 12000 of path/,
    );
  });

  it('shows a mistake in the record at its line', async () => {
    const file = '.prr/observed/prometheus.yaml';
    session.open(file, record);
    const report = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: session.uri(file) },
    });
    assert.deepEqual(
      report.items.map(({ range, message }) => [range.start.line + 1, message]),
      [[5, 'alerts.0.loaded: it must be a boolean']],
    );
  });
});
