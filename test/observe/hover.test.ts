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
const record = `observed: 2026-11-30T10:00:00Z
from: http://prometheus:9090
alerts:
  - name: WebErrors
    loaded: perhaps
    fired: 3
    hours: 1.5
    nightHours: 0.5
`;

describe('the record of prr observe in the editor', () => {
  let session: Session;
  before(async () => {
    session = await connect({
      'alerts.yaml': alerts,
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
