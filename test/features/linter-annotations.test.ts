import assert from 'node:assert/strict';
import { opened } from '../review/opened.ts';

const deployment = (annotations = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  annotations:
    team: shop
${annotations}spec:
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: registry.acme.dev/shop:1.4.0
`;
const annotation = (check: string, reason: string) => `    ignore-check.kube-linter.io/${check}: ${reason}\n`;

/** Findings as `file rule`, with the reason of what is ignored. */
async function found(files: Readonly<Record<string, string>>) {
  const own = await opened(files);
  const findings = (await own.core.allFindings()).map(({ file, rule, suppressed }) =>
    [file, rule, ...(suppressed ? [`(${suppressed.reason})`] : [])].join(' '),
  );
  const listed = own.core.suppressions().map(({ reason, hides }) => `${reason}: ${hides}`);
  const problems = own.core.problems().map(({ message }) => message);
  await own.core.close();
  return { findings, listed, problems };
}

describe('annotations for kube-linter', () => {
  it('ignore what our rules ask alike, with their reason', async () => {
    const { findings, problems } = await found({
      'shop.yaml': deployment(annotation('unset-memory-requirements', '"the start takes it all"')),
    });
    assert.deepEqual(findings.sort(), [
      'shop.yaml memory-limit-unset (the start takes it all)',
      'shop.yaml resources-unset (the start takes it all)',
    ]);
    assert.deepEqual(problems, []);
  });

  it('ignore nothing without a reason, and nothing of another check', async () => {
    const plain = await found({ 'shop.yaml': deployment() });
    for (const text of [annotation('unset-memory-requirements', '""'), annotation('run-as-non-root', '"it must"')])
      assert.deepEqual(await found({ 'shop.yaml': deployment(text) }), plain);
  });

  it('are no mistake, and not listed, where they hide nothing here', async () => {
    const { listed, problems } = await found({
      'shop.yaml': deployment(annotation('no-anti-affinity', '"one pod"')),
    });
    assert.deepEqual([listed, problems], [[], []]);
  });

  it('count where a patch of production has them, and are listed once for each', async () => {
    const patch = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  annotations:
    ignore-check.kube-linter.io/unset-memory-requirements: >
      "the start takes
      it all"
spec: { template: { spec: { containers: [{ name: shop, resources: { requests: { cpu: 10m, memory: 10Mi } } }] } } }
`;
    const kustomization = 'resources: [../base]\npatches: [{ path: patch.yaml }]\n';
    const { findings, listed } = await found({
      'base/kustomization.yaml': 'resources: [shop.yaml]\n',
      'base/shop.yaml': deployment(),
      'production-eu/kustomization.yaml': kustomization,
      'production-eu/patch.yaml': patch,
      'production-us/kustomization.yaml': kustomization,
      'production-us/patch.yaml': patch,
    });
    assert.ok(findings.length > 0);
    for (const each of findings) assert.match(each, /memory-limit-unset \(the start takes it all\)$/);
    assert.equal(listed.length, 2);
  });
});
