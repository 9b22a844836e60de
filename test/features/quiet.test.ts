import assert from 'node:assert/strict';
import { openBaseline, type FormerFile } from '../../server/src/index/baseline.ts';
import { findingsOf, suppressionProblems } from '../../server/src/index/findings.ts';
import { foldFindings } from '../../server/src/index/folding.ts';
import { listSuppressions } from '../../server/src/index/suppressions.ts';
import type { Finding } from '../../server/src/model/site.ts';
import { ranked } from '../../server/src/report/rank.ts';
import { judge } from '../../server/src/rules/engine.ts';
import { rules as allRules } from '../../server/src/rules/registry.ts';
import { renderer } from '../../server/src/rendering/render.ts';
import { defaultSettings } from '../../server/src/settings.ts';
import { extractor, indexed } from '../analyse.ts';

const rules = new Map(allRules.map((rule) => [rule.id, rule]));
const today = '2026-11-21';
const options = { rules, settings: {}, today };

async function findingsIn(files: Readonly<Record<string, string>>, ...only: readonly string[]): Promise<Finding[]> {
  const index = await indexed(files);
  const chosen = allRules.filter((rule) => only.length === 0 || only.includes(rule.id));
  const surroundings = { ...index, conventions: defaultSettings };
  return [...index.files()].flatMap((facts) =>
    findingsOf(judge(facts, chosen, { surroundings, onCrash: assert.ifError }), { ...options, file: index.file }),
  );
}

const deployment = (name: string, head = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${head}spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: registry.local/${name}:1
          ports: [{ containerPort: 8080 }]
`;

describe('one finding for one fault', () => {
  it('folds the copies of a manifest into the one that lies nearest to the root', async () => {
    const copies = Object.fromEntries(
      ['base', 'overlays/dev', 'overlays/prod'].map((folder) => [`${folder}/web.yaml`, deployment('web')]),
    );
    const all = await findingsIn(copies, 'probe-missing');
    assert.equal(all.length, 3);
    const [folded, ...others] = foldFindings(all);
    assert.deepEqual(others, []);
    assert.equal(folded?.file, 'base/web.yaml');
    assert.deepEqual(
      folded.also.map(({ file }) => file),
      ['overlays/dev/web.yaml', 'overlays/prod/web.yaml'],
    );
  });

  it('leaves the limit of memory to the finding that asks for all resources of the container', async () => {
    const rules = ['resources-unset', 'memory-limit-unset'];
    const requests = '          resources: { requests: { cpu: 100m, memory: 64Mi } }\n';
    const bare = deployment('web');
    assert.deepEqual(
      foldFindings(await findingsIn({ 'web.yaml': bare }, ...rules)).map(({ rule }) => rule),
      ['resources-unset'],
    );
    // What is asked for tells nothing of the limit; neither does a finding that somebody ignores.
    assert.deepEqual(
      foldFindings(await findingsIn({ 'web.yaml': bare + requests }, ...rules)).map(({ rule }) => rule),
      ['memory-limit-unset'],
    );
    const ignored = bare.replace(
      '        - name',
      '        # prr-ignore resources-unset: sized by the platform\n        - name',
    );
    assert.deepEqual(
      foldFindings(await findingsIn({ 'web.yaml': ignored }, ...rules))
        .filter(({ suppressed }) => !suppressed)
        .map(({ rule }) => rule),
      ['memory-limit-unset'],
    );
    const asked = foldFindings(await findingsIn({ 'web.yaml': bare }, 'memory-limit-unset'));
    assert.equal(asked.length, 1);
  });

  it('asks once for the objective of an entry, whatever is behind it', async () => {
    const [first] = await findingsIn({ 'web.yaml': deployment('web') }, 'resources-unset');
    assert.ok(first);
    const missing = (name: string, start: number): Finding => ({
      ...first,
      rule: 'slo-missing',
      file: `${name}.ts`,
      fact: { kind: 'route', span: { start: 0, end: 1 }, path: `/${name}`, prefix: 'none', library: 'express' },
      message: `it serves users at /${name} but has no SLO`,
      related: [{ file: 'gateway.yaml', span: { start, end: start + 1 }, message: 'the entry point for users' }],
    });
    const folded = foldFindings([missing('orders', 1), missing('stock', 1), missing('admin', 90)]);
    assert.deepEqual(
      folded.map(({ file, also }) => [file, also.map((place) => place.file)]),
      [
        ['orders.ts', ['stock.ts']],
        ['admin.ts', []],
      ],
    );
  });

  it('takes an image without a version for one fault, wherever it is named', async () => {
    const compose = 'services:\n  a: { image: mongo }\n  b: { image: mongo }\n  c: { image: redis }\n';
    const folded = foldFindings(await findingsIn({ 'compose.yaml': compose }, 'image-unpinned'));
    assert.deepEqual(
      folded.map(({ message, also }) => [message.split(' ')[0], also.length]),
      [
        ['mongo', 1],
        ['redis', 0],
      ],
    );
  });

  it('keeps objects of one name in one file apart, and other programs of that name', async () => {
    const twice = `${deployment('web')}---\n${deployment('web')}`;
    assert.equal(foldFindings(await findingsIn({ 'all.yaml': twice }, 'probe-missing')).length, 2);
    const other = deployment('web').replace('registry.local/web', 'registry.local/shop');
    assert.equal(
      foldFindings(await findingsIn({ 'a.yaml': deployment('web'), 'b.yaml': other }, 'probe-missing')).length,
      2,
    );
    const newer = deployment('web').replace('web:1', 'web:2');
    assert.equal(
      foldFindings(await findingsIn({ 'a.yaml': deployment('web'), 'b.yaml': newer }, 'probe-missing')).length,
      1,
    );
  });

  it('keeps different things apart, and what is ignored apart from what is not', async () => {
    const different = { 'a.yaml': deployment('web'), 'b.yaml': deployment('shop') };
    assert.equal(foldFindings(await findingsIn(different, 'probe-missing')).length, 2);
    const ignored = `# prr-ignore-file probe-missing: it is a demonstration\n${deployment('web')}`;
    const half = await findingsIn({ 'a.yaml': ignored, 'b/b.yaml': deployment('web') }, 'probe-missing');
    assert.deepEqual(
      foldFindings(half).map(({ file, also }) => [file, also.length]),
      [
        ['a.yaml', 0],
        ['b/b.yaml', 0],
      ],
    );
  });
});

describe('the first page', () => {
  it('shows outages before errors, and each rule before many of one', async () => {
    const calls = Array.from(
      { length: 12 },
      (_, at) => `export const f${at} = () => fetch('https://x.internal/${at}');`,
    );
    const files = { 'calls.ts': `${calls.join('\n')}\n`, 'web.yaml': deployment('web') };
    const found = await findingsIn(files, 'outbound-call-timeout', 'probe-missing');
    const first = ranked(
      found.map((finding) => ({ finding })),
      { rules: allRules, weight: () => 0 },
    ).map(({ finding }) => finding.rule);
    assert.equal(first[0], 'outbound-call-timeout');
    assert.ok(first.indexOf('probe-missing') <= 5, first.join(' '));
    assert.equal(first.length, 13);
  });
});

describe('suppressions', () => {
  const text = (comment: string) => `${comment}\nexport const load = () => fetch('https://x.internal/');\n`;
  const seen = async (source: string, file = 'a.ts') => {
    const index = await indexed({ [file]: source });
    const facts = index.file(file);
    assert.ok(facts);
    const surroundings = { ...index, conventions: defaultSettings };
    const sites = judge(facts, allRules, { surroundings, onCrash: assert.ifError });
    return { facts, sites, problems: suppressionProblems(facts, sites, options).map(({ message }) => message) };
  };

  it('that hide something are listed with what they hide', async () => {
    const { facts, sites, problems } = await seen(text('// prr-ignore outbound-call-timeout: the mesh cuts it'));
    assert.deepEqual(problems, []);
    const [listed] = listSuppressions(facts, sites, today);
    assert.equal(listed?.hides, 1);
    assert.equal(listed.reason, 'the mesh cuts it');
  });

  it('that hide nothing are reported', async () => {
    const { problems } = await seen('// prr-ignore outbound-call-timeout: the mesh cuts it\nexport const x = 1;\n');
    assert.match(problems.join(), /outbound-call-timeout finds nothing here/);
  });

  it('are not called idle in a page, before all is judged, or for a rule that is off', async () => {
    const source = '<!-- prr-ignore probe-missing: an example -->\n';
    assert.deepEqual((await seen(source, 'a.md')).problems, []);
    const { facts } = await seen('// prr-ignore probe-missing: why\nexport const x = 1;\n');
    assert.deepEqual(suppressionProblems(facts, undefined, options), []);
    assert.deepEqual(suppressionProblems(facts, [], { ...options, settings: { 'probe-missing': 'off' } }), []);
  });

  it('without a day that exists have no effect, and say so', async () => {
    for (const day of ['2027-13-31', 'tomorrow', '2027-02-30']) {
      const { facts, sites, problems } = await seen(
        text(`// prr-ignore outbound-call-timeout: the mesh cuts it (until ${day})`),
      );
      assert.match(problems.join(), new RegExp(`${day} is not a date`));
      assert.equal(listSuppressions(facts, sites, today)[0]?.inForce, false);
    }
  });

  it('may be an annotation, which covers its object and no other', async () => {
    const annotated = deployment(
      'web',
      '  annotations:\n    prr.ignore/probe-missing: it only mails (until 2027-01-31)\n',
    );
    const findings = await findingsIn({ 'all.yaml': `${annotated}---\n${deployment('shop')}` }, 'probe-missing');
    assert.deepEqual(
      findings.map(({ message, suppressed }) => [message.split(' ')[0], suppressed?.reason]),
      [
        ['web', 'it only mails'],
        ['shop', undefined],
      ],
    );
  });
});

describe('new since', () => {
  const call = (path: string) => `export const ${path} = () => fetch('https://x.internal/${path}');\n`;
  const fresh = async (now: Readonly<Record<string, string>>, former: readonly FormerFile[]) => {
    const index = await indexed(now);
    const baseline = await openBaseline({
      former,
      files: index.files(),
      paths: index.paths(),
      workspaceName: 'workspace',
      rules: allRules,
      conventions: defaultSettings,
      extractor: await extractor(),
      options: { everything: false, mayHoldFacts: () => true },
      renderer: async () => renderer,
      text: async (file) => now[file],
    });
    const all = await findingsIn(now, 'outbound-call-timeout', 'probe-missing');
    const files = [...new Set(all.map(({ file }) => file))];
    return files.flatMap((file) => {
      const text = now[file] ?? '';
      const own = all.filter((finding) => finding.file === file);
      return baseline
        .newOnes(file, own, text)
        .map(({ span }) => `${file}:${text.slice(0, span.start).split('\n').length}`);
    });
  };

  it('shows what was added, above as well as below what was there', async () => {
    const before = call('a') + call('b');
    const now = { 'x.ts': call('c') + before };
    assert.deepEqual(await fresh(now, [{ file: 'x.ts', text: before }]), ['x.ts:1']);
    assert.deepEqual(await fresh(now, [{ file: 'x.ts' }]), ['x.ts:1', 'x.ts:2', 'x.ts:3']);
    assert.deepEqual(await fresh(now, []), []);
  });

  it('takes an edited line with the old fault for old, and follows a file that was renamed', async () => {
    assert.deepEqual(await fresh({ 'x.ts': call('b') }, [{ file: 'x.ts', text: call('a') }]), []);
    assert.deepEqual(await fresh({ 'y.ts': call('a') }, [{ file: 'y.ts', was: 'x.ts', text: call('a') }]), []);
  });

  it('shows a fault that a change of another file made', async () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n';
    const worker = deployment('web').replace(/ +ports:.*\n/, '');
    const now = { 'web.yaml': worker, 'service.yaml': service };
    assert.deepEqual(await fresh(now, [{ file: 'service.yaml' }]), ['web.yaml:11']);
    assert.deepEqual(await fresh(now, []), []);
  });

  it('shows of two copies the one that runs in production', async () => {
    const found = await findingsIn(
      { 'deploy/dev/web.yaml': deployment('web'), 'deploy/prod/web.yaml': deployment('web') },
      'resources-unset',
    );
    const [one, ...more] = foldFindings(found, (file) => !file.includes('/dev/'));
    assert.deepEqual([one?.file, more], ['deploy/prod/web.yaml', []]);
    assert.deepEqual(
      one?.also.map(({ file }) => file),
      ['deploy/dev/web.yaml'],
    );
  });
});
