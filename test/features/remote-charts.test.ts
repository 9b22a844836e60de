import assert from 'node:assert/strict';
import { chartsNotHere } from '../../server/src/review/remote-charts.ts';
import { opened, type Opened } from '../review/opened.ts';

const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: shop
  namespace: shop
spec:
  chartRef: { kind: OCIRepository, name: app-template }
  values:
    controllers:
      web:
        replicas: 2
        containers:
          app:
            image: { repository: ghcr.io/acme/shop, tag: 1.4.0 }
            probes:
              readiness: { enabled: true }
              liveness: { enabled: false }
            resources:
              requests: { cpu: 100m }
              limits: { memory: 128Mi }
            env:
              image: not-an-image
    rules:
      - resources: { namespaced: false }
    podDisruptionBudget: {}
`;

const repository = `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: app-template, namespace: shop }
spec: { url: oci://ghcr.io/bjw-s-labs/helm/app-template, ref: { tag: 4.2.0 } }
`;

const cluster = { 'apps/shop.yaml': release, 'apps/repository.yaml': repository };

/** `line rule: message` of what is said of values. */
async function said({ core }: Opened): Promise<string[]> {
  const sites = (await core.sites()).filter(({ fact }) => fact.kind === 'release-value');
  assert.ok(sites.every(({ verdict }) => verdict === 'cannot-tell'));
  return sites.map(({ file, span, rule, message }) => {
    const line = (file === 'apps/shop.yaml' ? release : '').slice(0, span.start).split('\n').length;
    return `${line} ${rule}: ${message}`;
  });
}

const tail = 'its chart app-template is not in this workspace';

describe('a chart that is not in the workspace', () => {
  it('leaves open what its values set, at their keys', async () => {
    const own = await opened(cluster);
    const path = 'controllers.web.containers.app';
    assert.deepEqual((await said(own)).sort(), [
      `11 disruption-budget: shop sets controllers.web.replicas to 2; ${tail}`,
      `14 image-unpinned: shop sets ${path}.image to ghcr.io/acme/shop:1.4.0; ${tail}`,
      `16 probe-missing: shop turns ${path}.probes.readiness on; ${tail}`,
      `19 resources-unset: shop sets ${path}.resources to cpu 100m; ${tail}`,
      `20 memory-limit-unset: shop sets ${path}.resources to 128Mi; ${tail}`,
    ]);
    assert.deepEqual(await own.core.allFindings(), []);
    assert.deepEqual(chartsNotHere(own.core.live.index), [{ chart: 'app-template', releases: ['shop'] }]);
    await own.core.close();
  });

  it('is evidence for the service that it releases, and for no other', async () => {
    const program = (name: string) => ({
      [`${name}/package.json`]: `{ "name": "${name}", "dependencies": { "express": "4" }, "scripts": { "start": "node server.js" } }`,
      [`${name}/server.js`]:
        "const app = require('express')();\napp.get('/', (_, answer) => answer.send('hi'));\napp.listen(80);\n",
      [`${name}/Dockerfile`]: 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "server.js"]\n',
    });
    const own = await opened({ ...cluster, ...program('shop'), ...program('cart') });
    const states = async (service: string) => {
      const { items } = await own.of(service);
      return items
        .flatMap(({ claims }) => claims)
        .flatMap(({ claim, verdict, because, sites, places }) =>
          [...sites, ...places].some(({ file }) => file === 'apps/shop.yaml')
            ? [`${claim.id} ${verdict} ${because}`]
            : [],
        );
    };
    const shop = await states('shop');
    assert.ok(
      shop.every((each) => each.includes('cannot-tell')),
      shop.join('\n'),
    );
    assert.ok(
      shop.some((each) => each.includes(`sets controllers.web.replicas to 2; ${tail}`)),
      shop.join('\n'),
    );
    assert.ok(shop.length >= 6, shop.join('\n'));
    assert.deepEqual(await states('cart'), []);
    await own.core.close();
  });

  it('is judged once it is here', async () => {
    const own = await opened({
      ...cluster,
      'apps/shop.yaml': release.replace(
        /  chartRef:.*\n/,
        '  chart: { spec: { chart: ./chart, sourceRef: { kind: GitRepository, name: here } } }\n',
      ),
      'chart/Chart.yaml': 'apiVersion: v2\nname: app-template\nversion: 1.0.0\n',
      'chart/templates/empty.yaml': '',
    });
    assert.deepEqual(await said(own), []);
    assert.deepEqual(chartsNotHere(own.core.live.index), []);
    await own.core.close();
  });
});
