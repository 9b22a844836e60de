import assert from 'node:assert/strict';
import { buildGuide } from '../../server/src/guide/build.ts';
import type { GuidePage } from '../../server/src/guide/guide.ts';
import { aspects } from '../../server/src/model/site.ts';
import { documentedRules as rules } from '../documented.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { analyse, root } from '../analyse.ts';

const sources = readBundled(root).bundled.guide;
const guide = buildGuide(sources.map((page) => ({ ...page, origin: 'bundled' })));

/** Check ids that a page's front matter names. */
function checksOf(id: string): string[] {
  const text = sources.find((page) => page.id === id)?.text ?? '';
  const list = /^checks: \[(.*)\]$/m.exec(text)?.[1];
  assert.ok(list !== undefined, `${id} names its checks, if only as []`);
  return list.split(',').flatMap((each) => each.trim() || []);
}

interface Example {
  readonly lang: string;
  /** The rule that a bad example breaks. */
  readonly bad?: string;
  readonly code: string;
}

function examplesOf(page: GuidePage): Example[] {
  return [...page.markdown.matchAll(/^```(\w+)(?: bad ([\w-]+))?\n([\s\S]*?)^```$/gm)].map(
    ([, lang = '', bad, code = '']) => ({ lang, code, ...(bad === undefined ? {} : { bad }) }),
  );
}

/** Where an example of a language would stand; languages that are not read are left out. */
const fileOf: Readonly<Record<string, string>> = {
  ts: 'src/example.ts',
  js: 'src/example.js',
  go: 'example.go',
  yaml: 'example.yaml',
  dockerfile: 'Dockerfile',
};

/** Hygiene that another page speaks of: an example shows its own subject, not a whole manifest. */
function isAside(id: string, page: string): boolean {
  return rules.find((rule) => rule.id === id)?.severity === 'information' && !checksOf(page).includes(id);
}

describe('the bundled Guide', () => {
  it('reads well in a hover, and has the sections that readers look for', () => {
    for (const { id, text } of sources) {
      const page = guide.page(id);
      assert.ok(page);
      assert.match(text, /^---\ntitle: .+\naspect: .+\nchecks: .+\n---\n\n# /, `${id}: front matter, then a title`);
      assert.match(text, new RegExp(`^# ${page.title.replace(/[^\w ]/g, '.')}$`, 'm'), `${id}: one title`);
      assert.ok((aspects as readonly string[]).includes(page.aspect), `${id}: aspect ${page.aspect}`);
      const [opening = ''] = text.split(/^# .*\n\n/m)[1]?.split('\n\n') ?? [];
      assert.ok(opening.length >= 80 && opening.length <= 400, `${id}: the opening has ${opening.length} characters`);
      assert.doesNotMatch(opening, /\]\(/, `${id}: no link in the opening`);
      assert.equal(
        page.summary.replace(/\s/g, ''),
        opening.replace(/[\s`*]/g, ''),
        `${id}: the opening is the summary`,
      );
      const titles = page.headings.map((heading) => heading.text);
      for (const title of ['In short', 'Why', 'Trade-offs', 'Sources'])
        assert.ok(titles.includes(title), `${id}: a section ${title}`);
      assert.ok(text.split('\n').length <= 200, `${id}: at most 200 lines`);
    }
  });

  it('has one sentence a line', () => {
    for (const page of guide.pages) {
      const prose = page.markdown.replace(/^```[\s\S]*?^```$/gm, '');
      for (const line of prose.split('\n')) {
        if (line.startsWith('|') || line.startsWith('- *')) continue;
        assert.doesNotMatch(line, /[a-z)`][.!] [A-Z]/, `${page.id}: ${line}`);
      }
    }
  });

  it('names every rule on the page that the rule cites', () => {
    for (const { id, docs } of rules) {
      const page = guide.page(docs.guide);
      assert.ok(page && checksOf(page.id).includes(id), `${docs.guide} names ${id} in its front matter`);
      assert.ok(page.markdown.includes(`\`${id}\``), `${docs.guide} says what ${id} looks at`);
    }
  });

  it('announces each example, so that nobody copies a bad one', () => {
    for (const page of guide.pages) {
      for (const [, before = ''] of page.markdown.matchAll(/([^\n]*)\n\n```\w+ bad /g))
        assert.match(before, /:$/, `${page.id}: ${before}`);
    }
  });

  for (const page of guide.pages) {
    it(`examples of ${page.id}: good ones give no finding, bad ones the one that they show`, async () => {
      const broken = new Set<string>();
      const shown = new Set<string>();
      for (const { lang, bad, code } of examplesOf(page)) {
        const file = fileOf[lang];
        if (file === undefined) {
          assert.equal(bad, undefined, `${lang} is not read`);
          continue;
        }
        const sites = await analyse({ [file]: code });
        const found = sites
          .filter((site) => site.verdict === 'violated' && !isAside(site.rule, page.id))
          .map((site) => site.rule);
        assert.deepEqual(found, bad === undefined ? [] : [bad], code);
        if (bad !== undefined) broken.add(bad);
        else for (const site of sites) if (site.verdict === 'shown') shown.add(site.rule);
      }
      // That page shows how to ignore a finding, not how to fix it.
      if (page.id === 'production-readiness-review') return;
      for (const rule of broken) assert.ok(shown.has(rule), `${page.id} shows how ${rule} is met`);
    });
  }
});

describe('search in the Guide', () => {
  const asked: readonly (readonly [query: string, page: string])[] = [
    ['requests hang', 'timeouts'],
    ['axios timeout', 'timeouts'],
    ['timout', 'timeouts'],
    ['SIGTERM', 'graceful-shutdown'],
    ['gracefull shutdwon', 'graceful-shutdown'],
    ['502 during deploy', 'graceful-shutdown'],
    ['how do I stop without losing requests', 'graceful-shutdown'],
    ['readiness probe', 'health-checks'],
    ['liveness restarts healthy pods', 'health-checks'],
    ['alert without runbook', 'runbooks'],
    ['burn rate', 'slo-alerting'],
    ['error budget', 'slo-documents'],
    ['budget burns too fast', 'slo-alerting'],
    ['how do I write an SLO', 'slo-documents'],
    ['what happens when the budget is empty', 'slo-documents'],
    ['retry with backoff', 'retries'],
    ['retry storm', 'retries'],
    ['circuit breaker', 'graceful-degradation'],
    ['what if a dependency is down', 'graceful-degradation'],
    ['list of dependencies', 'dependency-inventory'],
    ['third party quota', 'dependency-inventory'],
    ['prometheus histogram buckets', 'metrics'],
    ['high cardinality labels', 'metrics'],
    ['too many alerts', 'paging-policy'],
    ["dead man's switch", 'paging-policy'],
    ['incident commander', 'incident-response'],
    ['severity levels', 'incident-response'],
    ['postmortem template', 'postmortems'],
    ['blameless', 'postmortems'],
    ['restore a backup', 'data-recovery'],
    ['RPO RTO', 'data-recovery'],
    ['load shedding', 'overload'],
    ['unbounded queue', 'overload'],
    ['hand over the pager', 'handover'],
    ['training exercises', 'handover'],
    ['dark launch', 'early-engagement-and-launch'],
    ['launch plan', 'early-engagement-and-launch'],
    ['idempotency key', 'idempotency'],
    ['customer was charged twice', 'idempotency'],
    ['HPA', 'autoscaling'],
    ['autoscaler target cpu', 'autoscaling'],
    ['too many connections', 'connections-and-dns'],
    ['dns cache ttl', 'connections-and-dns'],
    ['cache stampede', 'caching'],
    ['thundering herd', 'caching'],
    ['rename a column', 'schema-migrations'],
    ['alter table lock', 'schema-migrations'],
    ['feature flag', 'config-and-flags'],
    ['missing environment variable', 'config-and-flags'],
    ['N+1 query', 'latency'],
    ['event loop blocked', 'latency'],
    ['dead letter queue', 'background-work'],
    ['cron job', 'background-work'],
    ['kafka poll interval', 'background-work'],
    ['do we need an SRE', 'support-options'],
    ['consultation', 'support-options'],
    ['shared framework', 'frameworks-and-platform'],
    ['conformance test', 'frameworks-and-platform'],
    ['swallowed exception', 'error-handling'],
    ['unhandled rejection', 'error-handling'],
    ['maxUnavailable', 'rolling-updates'],
    ['pod disruption budget', 'rolling-updates'],
    ['roll back a release', 'canary-and-rollback'],
    ['N+2', 'capacity-planning'],
    ['load test', 'capacity-planning'],
    ['how many people on call', 'on-call-health'],
    ['structured logging', 'logs-and-traces'],
    ['dashboard shows no data', 'queries-and-dashboards'],
    ['promql rate window', 'queries-and-dashboards'],
    ['batch job on the request path', 'criticality-and-batch'],
    ['what to prepare for a review', 'production-readiness-review'],
    ['ignore a finding', 'production-readiness-review'],
  ];
  for (const [query, page] of asked)
    it(`finds ${page} first for "${query}"`, () => assert.equal(guide.search(query, 10)[0]?.page.id, page));

  it('finds the page of a check by its id', () => {
    for (const { id, docs } of rules)
      assert.equal(guide.search(id, 10)[0]?.page.id, guide.page(docs.guide)?.id, `the page of ${id}`);
  });

  it('leads to the section, with words around what was found', () => {
    const hit = guide.search('preStop sleep', 10).find(({ heading }) => heading !== undefined);
    assert.equal(hit?.page.id, 'graceful-shutdown');
    assert.match(hit?.excerpt ?? '', /preStop/);
  });

  it('gives nothing for nothing, and no more than was asked for', () => {
    assert.deepEqual(guide.search('', 10), []);
    assert.deepEqual(guide.search('?!', 10), []);
    assert.deepEqual(guide.search('zzyzxqua', 10), []);
    assert.equal(guide.search('service', 3).length, 3);
  });
});

describe("an organisation's Guide", () => {
  const own = (id: string, text: string) => ({ id, text, origin: 'organisation' as const, file: `guide/${id}.md` });
  const bundled = sources.map((page) => ({ ...page, origin: 'bundled' as const }));

  it('replaces a bundled page by its id, whatever the order', () => {
    const page = own('timeouts', '# Our timeouts\n\nTwo seconds for everything.\n');
    for (const all of [
      [...bundled, page],
      [page, ...bundled],
    ]) {
      const both = buildGuide(all);
      assert.equal(both.pages.length, bundled.length);
      assert.equal(both.page('timeouts')?.title, 'Our timeouts');
      assert.equal(both.excerpt('timeouts'), 'Two seconds for everything.');
      assert.ok(!both.resolves('timeouts#limits-of-a-datastore'), 'headings of the replaced page are gone');
      assert.ok(both.search('HikariCP', 10).every((hit) => hit.page.id !== 'timeouts'));
    }
  });

  it('is searched in Chinese as well', () => {
    const both = buildGuide([
      ...bundled,
      own(
        'oncall-zh',
        '# 轮值\n\n任何想要加入统一轮值的团队都必须至少有一名工程师加入轮值。\n\n## 交接\n\n交接时写下未解决的警报。\n',
      ),
      own('storage-zh', '# 数据库备份\n\n每天恢复一次备份，并核对校验和。\n'),
    ]);
    assert.equal(both.search('轮值工程师', 5)[0]?.page.id, 'oncall-zh');
    assert.equal(both.search('备份', 5)[0]?.page.id, 'storage-zh');
    const [hit] = both.search('未解决的警报', 5);
    assert.equal(hit?.heading?.text, '交接');
    assert.match(hit?.excerpt ?? '', /警报/);
  });

  it('may be large: a search stays quick among thousands of pages', () => {
    const filler = Array.from({ length: 3000 }, (_, i) =>
      own(
        `page-${i}`,
        `# Team ${i}\n\nService ${i} keeps orders of region ${i % 50}.\n\n## Contact\n\nAsk team ${i}.\n`,
      ),
    );
    const large = buildGuide([...bundled, ...filler]);
    assert.equal(large.search('readiness probe', 5)[0]?.page.id, 'health-checks');
    assert.equal(large.search('service 2077', 5)[0]?.page.id, 'page-2077');
  });
});
