import assert from 'node:assert/strict';
import { globMatcher } from '../../../server/src/rendering/helm/chart-files.ts';
import { environmentsOf, findCharts } from '../../../server/src/rendering/helm/find.ts';
import { helmIgnore } from '../../../server/src/rendering/helm/helmignore.ts';
import { loadChart } from '../../../server/src/rendering/helm/load.ts';
import { archive, filesOf, plain } from './workspace.ts';

function load(contents: Readonly<Record<string, string | Uint8Array>>, folder = '') {
  const reads = new Set<string>();
  return { ...loadChart(folder, { files: filesOf(contents), reads }), reads };
}

const app = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';

describe('loading a chart', () => {
  it('reads Chart.yaml as Helm does: each field is a text', () => {
    const { chart, problems } = load({
      'Chart.yaml': 'apiVersion: v1\nname: shop\nversion: 1.0.0\nappVersion: 1.10\ndescription: 1e6\nicon: true\n',
    });
    const { AppVersion, Description, Icon, Home } = plain(chart?.metadata.fields) as Record<string, unknown>;
    assert.deepEqual([AppVersion, Description, Icon, Home], ['1.1', '1e+06', 'true', '']);
    assert.deepEqual(problems, []);
  });

  it('reads subcharts in folders and archives', () => {
    const { chart } = load({
      'Chart.yaml': app,
      'charts/README.md': 'Our charts.',
      'charts/_draft/Chart.yaml': 'name: draft\nversion: 1.0.0\n',
      'charts/db/Chart.yaml': 'name: db\nversion: 1.0.0\n',
      'charts/cache-2.0.0.tgz': archive([
        { name: 'cache/Chart.yaml', text: 'name: cache\nversion: 2.0.0\n' },
        { name: 'cache/templates/a.yaml', text: 'a: 1\n' },
        { name: 'cache/values.yaml', text: 'size: 1\n' },
      ]),
    });
    const [cache, db] = chart?.dependencies ?? [];
    assert.deepEqual([cache?.name, db?.name, chart?.dependencies.length], ['cache', 'db', 2]);
    assert.deepEqual(plain(cache?.values), { size: 1 });
    assert.deepEqual(
      cache?.templates.map(({ file, text }) => [file, text()]),
      [['charts/cache-2.0.0.tgz/templates/a.yaml', 'a: 1\n']],
    );
  });

  it('finds a chart of a file:// repository inside of the workspace', () => {
    const { chart, problems } = load(
      {
        'charts/shop/Chart.yaml': `${app}dependencies:\n- {name: common, version: 1.0.0, repository: "file://../common"}\n`,
        'charts/common/Chart.yaml': 'apiVersion: v2\nname: common\nversion: 1.0.0\ntype: library\n',
      },
      'charts/shop',
    );
    assert.deepEqual(
      chart?.dependencies.map(({ name, metadata }) => [name, metadata.isLibrary]),
      [['common', true]],
    );
    assert.deepEqual(problems, []);
  });

  it('asks for what it does not find, so that a new file is seen', () => {
    const { reads } = load({ 'Chart.yaml': app });
    assert.ok(['Chart.yaml', 'values.yaml', '.helmignore', 'requirements.yaml'].every((file) => reads.has(file)));
  });

  const list = (repository: string) => `dependencies:\n- {name: other, version: 1.0.0, repository: "${repository}"}\n`;
  for (const [what, contents, folder, message] of [
    ['no Chart.yaml', {}, '', /no Chart\.yaml/],
    ['a chart that includes itself', { 'a/Chart.yaml': app + list('file://../a') }, 'a', /includes itself/],
    [
      'charts that include each other',
      {
        'a/Chart.yaml': app + list('file://../b'),
        'b/Chart.yaml': app.replace('shop', 'other') + list('file://../a').replace('other', 'shop'),
      },
      'a',
      /includes itself/,
    ],
    ['a repository outside', { 'a/Chart.yaml': app + list('file://../../b') }, 'a', /outside of this workspace/],
    ['wrong types in Chart.yaml', { 'Chart.yaml': 'name: [a]\nversion: 1.0.0\n' }, '', /name must be a text/],
    ['a Chart.yaml that is a list', { 'Chart.yaml': '- a\n' }, '', /must be a map/],
    ['an empty Chart.yaml', { 'Chart.yaml': '' }, '', /has no name/],
    ['a dependency without a name', { 'Chart.yaml': `${app}dependencies: [5]\n` }, '', /has no name/],
    ['values that are a list', { 'Chart.yaml': app, 'values.yaml': '- a\n' }, '', /must be a map/],
    ['values that do not parse', { 'Chart.yaml': app, 'values.yaml': 'a: [1\nb: 2\n' }, '', /./],
    ['an archive that is none', { 'Chart.yaml': app, 'charts/a.tgz': 'text' }, '', /not a gzip archive/],
    [
      'an archive with a link',
      { 'Chart.yaml': app, 'charts/a.tgz': archive([{ name: 'a/Chart.yaml', type: '2' }]) },
      '',
      /is not followed/,
    ],
    ['a folder that is no chart', { 'Chart.yaml': app, 'charts/a/values.yaml': '' }, '', /no Chart\.yaml/],
  ] as const) {
    it(`names ${what}`, () => {
      const { problems } = load(contents, folder);
      assert.match(problems.map((each) => each.message).join('\n'), message);
    });
  }

  it('ends for charts in charts without an end', () => {
    const contents: Record<string, string> = {};
    for (let depth = 0, folder = ''; depth < 60; depth++, folder += `charts/c${depth}/`)
      contents[`${folder}Chart.yaml`] = `name: c${depth - 1}\nversion: 1.0.0\n`;
    const { chart, problems } = load(contents);
    assert.ok(chart);
    assert.deepEqual(
      problems.map(({ problem }) => problem),
      ['limit'],
    );
  });

  it('takes the last of a key that is given twice', () => {
    const { chart, problems } = load({ 'Chart.yaml': app, 'values.yaml': 'a: 1\na: 2\n' });
    assert.deepEqual(plain(chart?.values), { a: 2 });
    assert.deepEqual(problems, []);
  });
});

describe('.helmignore', () => {
  for (const [text, out, kept] of [
    ['*.md', ['README.md', 'docs/a.md'], ['values.yaml']],
    ['/docs\n# comment\n', ['docs/a.md'], ['a/docs/b.md']],
    ['docs/', ['docs/a', 'a/docs/b'], ['docs']],
    ['a/b.yaml', ['a/b.yaml'], ['c/a/b.yaml']],
    ['', ['templates/.hidden.yaml'], ['templates/a.yaml', '.hidden']],
    ['**/x', [], ['a/x']],
    ['!*.yaml', ['a.md'], []],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const isLeftOut = helmIgnore(text);
      assert.deepEqual([out.filter((path) => !isLeftOut(path)), kept.filter((path) => isLeftOut(path))], [[], []]);
    });
  }
});

describe('patterns of .Files.Glob', () => {
  for (const [pattern, fits, not] of [
    ['config/*.yaml', ['config/a.yaml'], ['config/b/a.yaml', 'a.yaml']],
    ['**.yaml', ['a.yaml', 'config/b/a.yaml'], ['a.yml']],
    ['config/**', ['config/a', 'config/b/c'], ['config']],
    ['{a,b}/?.[ct]x', ['a/1.cx', 'b/2.tx'], ['c/1.cx', 'a/11.cx']],
    ['[!a].x', ['b.x'], ['a.x']],
    ['a\\*+', ['a*+'], ['ab+']],
  ] as const) {
    it(pattern, () => {
      const matches = globMatcher(pattern);
      assert.ok(matches);
      assert.deepEqual([fits.filter((path) => !matches(path)), not.filter((path) => matches(path))], [[], []]);
    });
  }

  it('does not understand a set or alternatives without an end', () => {
    assert.deepEqual([globMatcher('[a'), globMatcher('{a,b')], [undefined, undefined]);
  });
});

describe('finding charts', () => {
  it('finds those that are in no other chart', () => {
    assert.deepEqual(
      findCharts([
        'charts/shop/Chart.yaml',
        'charts/shop/charts/db/Chart.yaml',
        'charts/shop/charts/db/charts/deep/Chart.yaml',
        'charts/queue/Chart.yaml',
        'deploy/values.yaml',
      ]),
      ['charts/queue', 'charts/shop'],
    );
    assert.deepEqual(findCharts(['Chart.yaml', 'charts/db/Chart.yaml']), ['']);
  });

  const environments = (chart: string, ...paths: readonly string[]) =>
    environmentsOf([...paths].sort(), chart).map(({ label, values }) => [
      label,
      ...values.map((each) => ('file' in each ? each.file : '')),
    ]);

  it('takes each values file beside the chart for an environment, but none for tests', () => {
    const own = ['values-prod.yaml', 'values.stage.yaml', 'dev-values.yml', 'values/eu.yaml', 'env/us/values.yaml'];
    const not = [
      'values.yaml',
      'ci/a-values.yaml',
      'values-example.yaml',
      'test-values.yaml',
      'templates/values-x.yaml',
    ];
    const paths = ['Chart.yaml', ...own, ...not].map((path) => `shop/${path}`);
    assert.deepEqual(
      environments('shop', ...paths)
        .map(([label]) => label)
        .toSorted((a = '', b = '') => a.localeCompare(b)),
      ['', 'dev', 'eu', 'prod', 'stage', 'us'],
    );
  });

  it('puts what is for all under each', () => {
    assert.deepEqual(environments('', 'Chart.yaml', 'values-common.yaml', 'values-prod.yaml'), [
      [''],
      ['prod', 'values-common.yaml', 'values-prod.yaml'],
    ]);
  });

  it('takes files around a chart where it is the only one', () => {
    const around = ['deploy/chart/Chart.yaml', 'deploy/values-prod.yaml'];
    assert.deepEqual(environments('deploy/chart', ...around), [[''], ['prod', 'deploy/values-prod.yaml']]);
    assert.deepEqual(environments('deploy/chart', ...around, 'deploy/other/Chart.yaml'), [['']]);
  });
});
