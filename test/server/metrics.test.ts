import assert from 'node:assert/strict';
import type { CodeLens, Location } from 'vscode-languageserver/node';
import { command } from '../../server/src/protocol.ts';
import { connect, type Session } from './connect.ts';

const code = `package main

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

var requests = promauto.NewCounterVec(prometheus.CounterOpts{
	Name: "search_requests_total",
	Help: "Requests by status code.",
}, []string{"code"})

var seconds = promauto.NewHistogram(prometheus.HistogramOpts{
	Name: "search_request_duration_seconds",
	Help: "Time to answer.",
})

var unused = promauto.NewGauge(prometheus.GaugeOpts{Name: "search_index_age_seconds", Help: "Age of the index."})
`;
const rules = `groups:
  - name: search
    rules:
      - record: search:errors:ratio5m
        expr: sum(rate(search_requests_total{code=~"5.."}[5m])) / sum(rate(search_requests_total[5m]))
      - alert: SearchErrors
        expr: search:errors:ratio5m > 0.01
        for: 5m
        labels: { severity: page }
        annotations: { summary: errors, runbook_url: docs/errors.md }
      - alert: SearchSlow
        expr: histogram_quantile(0.99, sum by (le) (rate(search_request_duration_seconds_bucket[5m]))) > 1
        for: 5m
        labels: { severity: page }
        annotations: { summary: slow, runbook_url: docs/slow.md }
`;
const dashboard = JSON.stringify(
  {
    title: 'Search',
    schemaVersion: 39,
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'Requests',
        datasource: { type: 'prometheus', uid: 'p' },
        targets: [{ refId: 'A', expr: 'sum by (code) (rate(search_requests_total[$__rate_interval]))' }],
      },
    ],
  },
  null,
  2,
);
const files = {
  'search/go.mod': 'module example.org/search\n',
  'search/metrics.go': code,
  'monitoring/rules.yaml': rules,
  'monitoring/search.json': dashboard,
};

describe('metrics in the editor', () => {
  let session: Session;
  before(async () => {
    session = await connect(files, { commands: true });
    await session.ready();
  });
  after(() => session.close());

  const positionOf = (text: string, part: string, nth = 0) => {
    let offset = text.indexOf(part);
    for (let left = nth; left > 0; left--) offset = text.indexOf(part, offset + 1);
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: (before.at(-1) ?? '').length + 2 };
  };
  const ask = <R>(request: string, file: string, position: object, more: object = {}) =>
    session.connection.sendRequest<R>(request, { textDocument: { uri: session.uri(file) }, position, ...more });
  const places = (found: readonly Location[] | null) =>
    (found ?? []).map(({ uri, range }) => `${uri.slice(uri.lastIndexOf('/') + 1)}:${range.start.line + 1}`).sort();

  it('lenses count the alerts, panels and rules that use a metric, also by way of a recording rule', async () => {
    session.open('search/metrics.go', code);
    const lenses = await session.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: session.uri('search/metrics.go') },
    });
    assert.deepEqual(
      lenses.map(({ command: shown, range }) => [range.start.line + 1, shown?.title]),
      [
        [9, '1 alert · 1 panel · 1 recording rule'],
        [14, '1 alert'],
        [18, 'not used by any alert, panel or SLO'],
      ],
    );
    assert.ok(lenses[0]?.command);
    assert.equal(lenses[0].command.command, command.showReferences);
    assert.equal((lenses[0].command.arguments?.[2] as Location[] | undefined)?.length, 4);
  });

  it('references lead from the code to its uses, and from each use to all of them', async () => {
    const includeDeclaration = { context: { includeDeclaration: true } };
    const fromCode = await ask<Location[]>(
      'textDocument/references',
      'search/metrics.go',
      positionOf(code, 'search_requests_total'),
      includeDeclaration,
    );
    const all = ['metrics.go:9', 'rules.yaml:5', 'rules.yaml:5', 'rules.yaml:7', 'search.json:16'];
    assert.deepEqual(places(fromCode), all);
    const at = positionOf(dashboard, 'search_requests_total');
    const fromPanel = await ask<Location[]>(
      'textDocument/references',
      'monitoring/search.json',
      at,
      includeDeclaration,
    );
    assert.deepEqual(places(fromPanel), all);
  });

  it('a definition leads from an alert to the code, through the suffix of a histogram, and to the recording rule', async () => {
    const slow = positionOf(rules, 'search_request_duration_seconds_bucket');
    const definition = (position: object) =>
      ask<Location[]>('textDocument/definition', 'monitoring/rules.yaml', position);
    assert.deepEqual(places(await definition(slow)), ['metrics.go:14']);
    assert.deepEqual(places(await definition(positionOf(rules, 'search:errors:ratio5m', 1))), ['rules.yaml:4']);
    assert.equal(await definition({ line: 0, character: 0 }), null);
  });
});

describe('follow-ups of postmortems above the code', () => {
  let session: Session;
  afterEach(() => session.close());
  it('stand where the postmortem names the file, and lead to it; done ones do not', async () => {
    session = await connect({
      'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
      'shop/Dockerfile': 'FROM node:22\n',
      'shop/src/load.ts': 'export const a = 1;\nexport function suggest() {}\n',
      'docs/postmortems/2026-09-14-shop.md':
        '# The shop was slow, 2026-09-14\n\n## Impact\n\nThe shop answered nobody for an hour.\n\n## Actions\n\n| Action | Owner | Status |\n| --- | --- | --- |\n| Limit `suggest()` in shop/src/load.ts | Ana | open |\n| Count calls in shop/src/load.ts | Ana | done |\n',
    });
    session.open('shop/src/load.ts', 'export const a = 1;\nexport function suggest() {}\n');
    await session.ready();
    // The document was open first: an editor asks again only where it is told to.
    for (const end = Date.now() + 10_000; session.lensRefreshes() === 0;) {
      assert.ok(Date.now() < end, 'lenses were not asked for anew');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const lenses = await session.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: session.uri('shop/src/load.ts') },
    });
    assert.equal(lenses.length, 1);
    assert.equal(lenses[0]?.range.start.line, 1);
    assert.match(lenses[0]?.command?.title ?? '', /^Follow-up of the postmortem of 2026-09-14: Limit/);
  });
});
