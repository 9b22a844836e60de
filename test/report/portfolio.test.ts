import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { catalogEntities, techInsights } from '../../server/src/report/portfolio/backstage.ts';
import { portfolioFormat, readRecord, type RepositoryRecord } from '../../server/src/report/portfolio/format.ts';
import { mergeRecords } from '../../server/src/report/portfolio/merge.ts';
import { portfolioHtml, portfolioMarkdown } from '../../server/src/report/portfolio/page.ts';

type State = RepositoryRecord['items'][number]['state'];

interface Made {
  readonly repository: string;
  readonly at?: string;
  readonly service?: string;
  readonly states?: readonly State[];
  readonly findings?: number;
  readonly modules?: readonly string[];
}

/** A record of a repository with one service, whose items have these states. */
function record({
  repository,
  at = '2026-11-01T00:00:00Z',
  service = repository,
  states = [],
  findings = 0,
  modules = [],
}: Made): RepositoryRecord {
  const count = (state: State) => states.filter((each) => each === state).length;
  const claims = {
    passed: count('Passed'),
    failed: count('Failed'),
    inconclusive: count('Inconclusive'),
    manual: count('Manual answer required'),
    applicable: states.length,
  };
  return {
    format: 'production-readiness-record/1',
    tool: '0.5.0',
    repository,
    at,
    system: {
      format: 'production-readiness-system/1',
      name: repository,
      services: [{ name: service, level: claims.failed > 0 ? 'not-ready' : 'ready', risks: 0, findings, claims }],
      claims,
      risks: [],
      faults: [],
      dependencies: [],
      owners: [],
    },
    items: states.map((state, index) => ({ service, id: `item-${index}`, title: `Item ${index}`, state })),
    modules: modules.map((name) => ({ service, name })),
    rules: findings > 0 ? [{ rule: 'probe-missing', findings }] : [],
  };
}

describe('a report of many repositories', () => {
  const records = [
    record({ repository: 'shop', states: ['Failed', 'Passed'], findings: 3, modules: ['resilience4j'] }),
    record({ repository: 'shop', at: '2026-11-20T00:00:00Z', states: ['Passed', 'Passed'], findings: 1 }),
    record({ repository: 'bank', states: ['Failed', 'Inconclusive'], findings: 2, modules: ['resilience4j'] }),
  ];

  it('counts the newest record of each repository, with the change since the oldest', () => {
    const merged = mergeRecords(records);
    assert.deepEqual(portfolioFormat.parse(merged), merged);
    assert.deepEqual(
      merged.repositories.map(({ name, findings, trend }) => ({ name, findings, trend })),
      [
        { name: 'bank', findings: 2, trend: undefined },
        {
          name: 'shop',
          findings: 1,
          trend: { since: '2026-11-01T00:00:00Z', passed: 1, failed: -1, findings: -2 },
        },
      ],
    );
    assert.deepEqual(merged.claims, { passed: 2, failed: 1, inconclusive: 1, manual: 0, applicable: 4 });
    assert.deepEqual(merged.items[0], {
      id: 'item-0',
      title: 'Item 0',
      asked: 2,
      passed: 1,
      failed: 1,
      inconclusive: 0,
    });
    assert.deepEqual(merged.faults, [{ rule: 'probe-missing', findings: 3, repositories: 2 }]);
    assert.deepEqual(merged.modules, [{ name: 'resilience4j', services: 1, repositories: 1 }]);
    assert.deepEqual(
      merged.services.map(({ name }) => name),
      ['bank', 'shop'],
      'the least ready first',
    );
  });

  it('does not depend on the order of the records', () => {
    assert.deepEqual(mergeRecords(records.toReversed()), mergeRecords(records));
  });

  it('is a page whose tables are bounded, and whose names are text', () => {
    const many = Array.from({ length: 120 }, (_, at) => record({ repository: `r${at}`, states: ['Failed'] }));
    const hostile = record({ repository: '<img src=x>|`a`', service: '<script>', states: ['Failed'] });
    const merged = mergeRecords([...many, hostile]);
    const html = portfolioHtml(merged);
    assert.doesNotMatch(html, /<img|<script/);
    assert.match(html, /71 more are in the JSON/);
    const markdown = portfolioMarkdown(merged);
    assert.doesNotMatch(markdown, /(?<!\\)<(img|script)/);
    assert.match(markdown, /^# Production readiness of all repositories\n\n\*\*121 repositories, 121 services/);
  });

  it('gives Backstage facts and entities under names that it takes', () => {
    const merged = mergeRecords([record({ repository: 'shop', service: 'web shop (prod)', states: ['Passed'] })]);
    assert.deepEqual(techInsights(merged), [
      {
        entity: { namespace: 'default', kind: 'Component', name: 'web-shop-prod' },
        facts: {
          readiness: 'ready',
          findings: 0,
          checksPassed: 1,
          checksFailed: 0,
          checksInconclusive: 0,
          checksManual: 0,
          checksApplicable: 1,
        },
        timestamp: '2026-11-01T00:00:00Z',
      },
    ]);
    const [entity] = parseAllDocuments(catalogEntities(merged)).map((each) => each.toJS() as { metadata: object });
    assert.deepEqual(entity?.metadata, {
      name: 'web-shop-prod',
      annotations: { 'production-readiness/repository': 'shop' },
    });
  });

  it('tells services of one name in several repositories apart', () => {
    const merged = mergeRecords(['shop', 'bank'].map((repository) => record({ repository, service: 'web' })));
    const names = parseAllDocuments(catalogEntities(merged)).map(
      (each) => (each.toJS() as { metadata: { name: string } }).metadata.name,
    );
    assert.deepEqual(names.sort(), ['bank-web', 'shop-web']);
  });

  it('says what is wrong with a text that is no record', () => {
    assert.throws(() => readRecord('{'), /it is not JSON/);
    assert.throws(() => readRecord('{"format":"production-readiness-record/2"}'), /this version reads .*record\/1/);
    assert.throws(() => readRecord('[]'), /the file: /);
    assert.throws(() => readRecord(JSON.stringify({ ...records[0], items: [{}] })), /items\.0\./);
  });
});
