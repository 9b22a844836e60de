import assert from 'node:assert/strict';
import { extractArtefact } from '../../server/src/facts/artefacts/extract.ts';
import type { Panel } from '../../server/src/model/monitoring-fact.ts';

function panels(text: string, file = 'dashboard.json'): Panel[] {
  return extractArtefact(file, text).filter((fact): fact is Panel => fact.kind === 'panel');
}

function shape(text: string, file?: string) {
  return panels(text, file).map(({ title, dashboard, queries, other }) => [
    title,
    dashboard,
    queries.flatMap(({ query }) =>
      query.selectors.map(({ metric, span }) => {
        assert.equal(text.slice(span.start, span.end), metric);
        return metric;
      }),
    ),
    ...(other ? ['other'] : []),
  ]);
}

const target = (expr: string, more: object = {}) => ({ refId: 'A', expr, ...more });
const board = {
  title: 'Shop',
  schemaVersion: 39,
  templating: { list: [{ name: 'x', query: 'label_values(not_a_panel, x)' }] },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Rate',
      datasource: '$datasource',
      targets: [target('rate(a_total{x="y"}[5m])')],
    },
    { id: 2, type: 'row', collapsed: true, panels: [{ title: 'In a row', targets: [target('b')] }] },
    { id: 3, title: 'Logs', datasource: { type: 'loki', uid: 'l' }, targets: [target('{app="x"}')] },
    {
      id: 4,
      title: 'Mixed',
      datasource: { uid: '-- Mixed --' },
      targets: [target('c'), { rawSql: 'select 1', refId: 'B', datasource: { type: 'mysql' } }],
    },
    { id: 5, title: 'Library', libraryPanel: { uid: 'u', name: 'Errors' } },
    { id: 6, title: 'Text', type: 'text', options: { content: 'x' } },
  ],
};
const expected = [
  ['Rate', 'Shop', ['a_total']],
  ['In a row', 'Shop', ['b']],
  ['Logs', 'Shop', [], 'other'],
  ['Mixed', 'Shop', ['c'], 'other'],
  ['Library', 'Shop', [], 'other'],
];

describe('Grafana facts', () => {
  it('reads panels, those in rows too, and tells other data sources apart', () => {
    assert.deepEqual(shape(JSON.stringify(board, null, 2)), expected);
    assert.deepEqual(shape(JSON.stringify({ dashboard: board, overwrite: true })), expected);
    assert.deepEqual(
      shape(JSON.stringify({ title: 'Old', rows: [{ panels: [{ title: 'R', targets: [target('d')] }] }] })),
      [['R', 'Old', ['d']]],
    );
  });

  it('reads dashboards in ConfigMaps and custom resources, as blocks and in quotes', () => {
    const json = JSON.stringify(board, null, 2);
    const block = json.replace(/^/gm, '    ');
    const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: boards }\ndata:\n';
    assert.deepEqual(shape(`${head}  shop.json: |-\n${block}\n`, 'boards.yaml'), expected);
    assert.deepEqual(shape(`${head}  shop.json: ${JSON.stringify(json)}\n`, 'boards.yaml'), expected);
    const resource = `apiVersion: grafana.integreatly.org/v1beta1\nkind: GrafanaDashboard\nmetadata: { name: b }\nspec:\n  json: >\n${block}\n`;
    assert.deepEqual(shape(resource, 'board.yaml'), expected);
  });

  it('reads the schema of Grafana 12, as JSON and as YAML', () => {
    const spec = (query: object) => ({
      title: 'New',
      elements: {
        'panel-1': {
          kind: 'Panel',
          spec: {
            title: 'P',
            data: { kind: 'QueryGroup', spec: { queries: [{ kind: 'PanelQuery', spec: { query } }] } },
          },
        },
      },
    });
    const resource = {
      apiVersion: 'dashboard.grafana.app/v2beta1',
      kind: 'Dashboard',
      spec: spec({ kind: 'DataQuery', group: 'prometheus', spec: { expr: 'e' } }),
    };
    assert.deepEqual(shape(JSON.stringify(resource)), [['P', 'New', ['e']]]);
    const yaml =
      'apiVersion: dashboard.grafana.app/v1beta1\nkind: Dashboard\nspec:\n  title: Y\n  panels:\n    - title: Q\n      targets:\n        - expr: rate(f[5m])\n';
    assert.deepEqual(shape(yaml, 'y.yaml'), [['Q', 'Y', ['f']]]);
  });

  it('marks the first query of a panel without title', () => {
    const text = JSON.stringify({ panels: [{ title: '', targets: [target('g')] }] });
    const [panel] = panels(text);
    assert.equal(text.slice(panel?.span.start, panel?.span.end), 'g');
  });

  it('leaves JSON alone that is no dashboard, and does not fail on broken ones', () => {
    assert.deepEqual(panels('{"name":"x","panels":[1,2]}'), []);
    assert.deepEqual(shape('{"title":"Broken","panels":[{"title":"A","targets":[{"expr":"h"}]},{"title":'), [
      ['A', 'Broken', ['h']],
    ]);
  });
});
