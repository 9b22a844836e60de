import assert from 'node:assert/strict';
import { coalesceValues } from '../../../server/src/rendering/helm/coalesce.ts';
import { processDependencies } from '../../../server/src/rendering/helm/dependencies.ts';
import { mergedLayers, type ValuesLayer } from '../../../server/src/rendering/helm/layers.ts';
import { loadChart } from '../../../server/src/rendering/helm/load.ts';
import { dict } from '../../../server/src/rendering/values/make.ts';
import type { Value } from '../../../server/src/rendering/value.ts';
import { filesOf, plain, values } from './workspace.ts';

interface Given {
  readonly chart: Readonly<Record<string, string | Uint8Array>>;
  readonly over?: string;
  readonly layers?: readonly ValuesLayer[];
}

/** The values that templates see. */
function valuesFor({ chart, over, layers }: Given) {
  const files = filesOf({ ...(over === undefined ? {} : { 'over.yaml': over }), ...chart });
  const reads = new Set<string>();
  const loaded = loadChart('', { files, reads });
  assert.ok(loaded.chart);
  const given = layers ?? (over === undefined ? [] : [{ file: 'over.yaml' }]);
  const merged = mergedLayers(given, { files, reads });
  const processed = processDependencies(
    loaded.chart,
    merged.values,
    (version, range) => range === '' || version === range,
  );
  return {
    ...processed,
    early: processed.mismatches,
    ...coalesceValues(processed.chart, merged.values),
    loaded,
    merged,
  };
}

function plainValues(given: Given): unknown {
  return plain(valuesFor(given).values);
}

const app = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';
const db = 'apiVersion: v2\nname: db\nversion: 2.0.0\n';

describe('values of a chart', () => {
  it('merges maps, replaces everything else, and lets null remove a default', () => {
    assert.deepEqual(
      plainValues({
        chart: {
          'Chart.yaml': app,
          'values.yaml': 'a: {b: 1, c: {d: 2}}\nlist: [1, 2]\ngone: 1\nm: {x: 1, k: 2}\nempty:\n',
        },
        over: 'a: {c: {e: 3}}\nlist: [9]\ngone: null\nm: {x: null}\nnew: {deep: null}\n',
      }),
      { a: { b: 1, c: { d: 2, e: 3 } }, list: [9], m: { k: 2 }, empty: null, new: { deep: null } },
    );
  });

  it('keeps what is given where one side is a map and the other is not', () => {
    assert.deepEqual(
      plainValues({
        chart: { 'Chart.yaml': app, 'values.yaml': 'm: {d: {e: 1}, b: null}\ns: 5\nt: {a: 1}\n' },
        over: 'm: {d: 7, b: null, a: null}\ns: {x: 1}\nt: scalar\n',
      }),
      { m: { d: 7, b: null, a: null }, s: { x: 1 }, t: 'scalar' },
    );
  });

  it('puts later files over earlier ones, a null included', () => {
    const files = filesOf({ 'a.yaml': 'x: 1\nk: {z: 1}\nw: 3\n', 'b.yaml': 'x: 2\nk: {q: 2}\nw: null\n' });
    const { values: merged } = mergedLayers([{ file: 'a.yaml' }, { file: 'b.yaml' }], { files, reads: new Set() });
    assert.deepEqual(plain(merged), { x: 2, k: { z: 1, q: 2 }, w: null });
  });

  it('reads all documents of a values file', () => {
    assert.deepEqual(plain(values('a: 1\nb: 1\n---\nb: 2\n')), { a: 1, b: 2 });
  });

  it('keeps the place of the value that decided', () => {
    const { values: all } = valuesFor({
      chart: { 'Chart.yaml': app, 'values.yaml': 'a: {b: 1, c: 2}\n' },
      over: 'a: {b: 3}\n',
    });
    const a = all.entries.get('a');
    assert.ok(a?.type === 'dict');
    assert.deepEqual(
      ['b', 'c'].map((key) => a.entries.get(key)?.from?.map(({ file, span }) => [file, span.start])),
      [[['over.yaml', 7]], [['values.yaml', 13]]],
    );
  });
});

describe('values of subcharts', () => {
  const chart = {
    'Chart.yaml': app,
    'values.yaml': 'db: {size: 2, gone: null}\nglobal: {host: top, shared: {a: 1}}\n',
    'charts/db/Chart.yaml': db,
    'charts/db/values.yaml': 'size: 1\nport: 5432\ngone: 1\nglobal: {host: own, shared: {a: 2, b: 2}, only: db}\n',
  };

  it('puts those of the parent over those of the subchart, and globals of the parent over its', () => {
    const all = plainValues({ chart }) as { db: unknown; global: unknown };
    assert.deepEqual(all.db, {
      size: 2,
      port: 5432,
      global: { host: 'top', shared: { a: 1, b: 2 }, only: 'db' },
    });
    assert.deepEqual(all.global, { host: 'top', shared: { a: 1 } });
  });

  it('says that values of a subchart must be a map', () => {
    const { mismatches } = valuesFor({ chart, over: 'db: 5\n' });
    assert.deepEqual(
      mismatches.map(({ chart: name, value }) => [name, plain(value)]),
      [['db', 5]],
    );
  });

  it('says so for a subchart that is turned off, too', () => {
    const off = `${app}dependencies:\n- {name: db, version: 2.0.0, tags: [x]}\n`;
    const { early: mismatches } = valuesFor({
      chart: { ...chart, 'Chart.yaml': off },
      over: 'db: []\ntags: {x: false}\n',
    });
    assert.deepEqual(
      mismatches.map(({ chart: name }) => name),
      ['db'],
    );
  });

  it('shows the same map to parent and subchart', () => {
    const { values: all } = valuesFor({ chart });
    const own = all.entries.get('db') as Value & { entries: Map<string, Value> };
    own.entries.set('set', dict());
    assert.ok('set' in (plain(all) as { db: object }).db);
  });

  const listed = `${app}dependencies:\n- name: db\n  version: 2.0.0\n`;
  const on = (list: string, over: string): readonly string[] =>
    valuesFor({ chart: { ...chart, 'Chart.yaml': listed + list }, over }).chart.dependencies.map(({ name }) => name);

  it('turns a subchart off by its condition, whose first boolean decides', () => {
    assert.deepEqual(on('  condition: db.enabled,other.enabled\n', 'db: {enabled: false}\n'), []);
    assert.deepEqual(on('  condition: db.enabled,other.enabled\n', 'other: {enabled: false}\n'), []);
    assert.deepEqual(on('  condition: db.enabled,other.enabled\n', 'db: {enabled: true}\nother: {enabled: false}\n'), [
      'db',
    ]);
    assert.deepEqual(on('  condition: db.enabled\n', 'db: {enabled: "false"}\n'), ['db']);
  });

  it('turns it off by tags where all that are set are false, and lets a condition win over tags', () => {
    assert.deepEqual(on('  tags: [a, b]\n', 'tags: {a: false}\n'), []);
    assert.deepEqual(on('  tags: [a, b]\n', 'tags: {a: false, b: true}\n'), ['db']);
    assert.deepEqual(on('  condition: db.enabled\n  tags: [a]\n', 'tags: {a: false}\ndb: {enabled: true}\n'), ['db']);
  });

  it('takes a chart several times under aliases', () => {
    const two = `${app}dependencies:\n- {name: db, version: 2.0.0, alias: users}\n- {name: db, version: 2.0.0, alias: orders}\n`;
    const all = plainValues({ chart: { ...chart, 'Chart.yaml': two }, over: 'users: {port: 1}\n' });
    const { users, orders } = all as Record<string, { port: number }>;
    assert.deepEqual([users?.port, orders?.port], [1, 5432]);
  });

  it('names what is turned on and not here, and not what is turned off', () => {
    const more = '- {name: cache, version: 1.0.0, condition: cache.enabled}\n- {name: queue, version: 1.0.0}\n';
    const { missing } = valuesFor({
      chart: { ...chart, 'Chart.yaml': listed + more },
      over: 'cache: {enabled: false}\n',
    });
    assert.deepEqual(
      missing.map(({ requirement }) => requirement.name),
      ['queue'],
    );
  });

  it('imports values, in both forms, under those of the parent', () => {
    const imports = '  import-values:\n  - data\n  - {child: deep.a, parent: mine}\n';
    const all = plainValues({
      chart: {
        ...chart,
        'Chart.yaml': listed + imports,
        'values.yaml': 'mine: {own: 1, both: parent}\n',
        'charts/db/values.yaml': 'exports: {data: {exported: 1}}\ndeep: {a: {both: child, more: child}}\n',
      },
    }) as Record<string, unknown>;
    assert.equal(all['exported'], 1);
    assert.deepEqual(all['mine'], { own: 1, both: 'parent', more: 'child' });
  });

  it('reads requirements.yaml of the first version of charts', () => {
    const { missing } = valuesFor({
      chart: {
        'Chart.yaml': 'name: old\nversion: 1.0.0\n',
        'requirements.yaml': 'dependencies:\n- {name: db, version: 1}\n',
      },
    });
    assert.deepEqual(
      missing.map(({ requirement: { name, place } }) => [name, place.file, place.span.start]),
      [['db', 'requirements.yaml', 23]],
    );
  });
});

describe('values of --set', () => {
  const set = (...expressions: readonly string[]): unknown =>
    plain(
      mergedLayers([{ values: values('l: [{a: 1}, 2]\n') }, ...expressions.map((each) => ({ set: each }))], {
        files: filesOf({}),
        reads: new Set(),
      }).values,
    );

  for (const [expression, expected] of [
    ['a.b[1].c=x', { a: { b: [null, { c: 'x' }] } }],
    ['k={1,b,},e=', { k: [1, 'b', ''], e: '' }],
    ['f=1.5,g=0755,h=-3,z=0', { f: '1.5', g: '0755', h: -3, z: 0 }],
    ['t=True,n=null', { t: true, n: null }],
    ['i=\\,x,a\\.b=1', { i: ',x', 'a.b': 1 }],
    ['m[0][1]=5', { m: [[null, 5]] }],
  ] as const) {
    it(`reads ${expression}`, () => assert.deepEqual(set(expression), { l: [{ a: 1 }, 2], ...expected }));
  }

  it('changes an item of a list that is there', () => assert.deepEqual(set('l[0].b=2'), { l: [{ a: 1, b: 2 }, 2] }));

  for (const [expression, mistake] of [
    ['a', /has no value/],
    ['a.', /has no value/],
    ['a[x]=1', /not a number/],
    ['a[99999]=1', /greater than/],
    ['a={1', /no end/],
    [`${'a.'.repeat(40)}a=1`, /levels/],
  ] as const) {
    it(`says what is wrong with ${expression.slice(0, 10)}`, () => {
      const { problems } = mergedLayers([{ set: expression }], { files: filesOf({}), reads: new Set() });
      assert.match(problems[0]?.message ?? '', mistake);
    });
  }
});
