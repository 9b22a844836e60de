import assert from 'node:assert/strict';
import { opened, type Opened } from '../review/opened.ts';

const deployment = (max: string, image = 'registry.acme.dev/shop:1.4.0') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  strategy:
    rollingUpdate:
      maxUnavailable: ${max}
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: shop } } }
      containers:
        - name: shop
          image: ${image}
          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 128Mi } }
`;

const patch = (max: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { strategy: { rollingUpdate: { maxUnavailable: ${max} } } }\n`;

const overlay = (name: string, max?: string) => ({
  [`overlays/${name}/kustomization.yaml`]: `resources: [../../base]\n${max === undefined ? '' : 'patches: [{ path: patch.yaml }]\n'}`,
  ...(max === undefined ? {} : { [`overlays/${name}/patch.yaml`]: patch(max) }),
});

const base = {
  'base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'base/deployment.yaml': deployment('2'),
};

/** Each finding of a rule: its file, and the environments that do not have it. */
async function found({ core }: Opened, rule = 'rollout-too-wide'): Promise<string[]> {
  return (await core.allFindings())
    .filter((each) => each.rule === rule)
    .map(({ file, related }) =>
      [
        file,
        ...related.filter(({ message }) => message.startsWith('not ')).map((each) => `${each.message} ${each.file}`),
      ].join('; '),
    );
}

async function foundIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const own = await opened(files);
  const all = await found(own);
  await own.core.close();
  return all;
}

describe('other environments', () => {
  it('are named where an overlay does not have what production has', async () => {
    const own = await opened({ ...base, ...overlay('production'), ...overlay('staging', '0'), ...overlay('qa') });
    assert.deepEqual(await found(own), [
      'base/deployment.yaml; not in this overlay overlays/staging/kustomization.yaml',
    ]);
    await own.write({ 'overlays/staging/patch.yaml': patch('3') });
    assert.deepEqual(await found(own), ['base/deployment.yaml'], 'with another number it is the same fault');
    await own.write(overlay('qa', '0'));
    assert.deepEqual(await found(own), ['base/deployment.yaml; not in this overlay overlays/qa/kustomization.yaml']);
    for (const file of Object.keys(overlay('qa', '0'))) own.files.delete(file);
    await own.core.refresh(['overlays/qa']);
    assert.deepEqual(await found(own), ['base/deployment.yaml']);
    await own.core.close();
  });

  it('do not take a finding from production with a component that only they take in', async () => {
    const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';
    const files = {
      ...base,
      ...overlay('production'),
      'overlays/staging/kustomization.yaml': 'resources: [../../base]\ncomponents: [../../components/outer]\n',
      'components/outer/kustomization.yaml': `${component}components: [../gentle]\n`,
      'components/gentle/kustomization.yaml': `${component}patches: [{ path: patch.yaml, target: { kind: Deployment } }]\n`,
      'components/gentle/patch.yaml':
        '- { op: replace, path: /spec/strategy/rollingUpdate/maxUnavailable, value: 0 }\n',
    };
    assert.deepEqual(await foundIn(files), [
      'base/deployment.yaml; not in this overlay overlays/staging/kustomization.yaml',
    ]);
    const inBoth = {
      ...files,
      'overlays/production/kustomization.yaml': files['overlays/staging/kustomization.yaml'],
    };
    assert.deepEqual(await foundIn(inBoth), []);
  });

  it('are not named where it is not known what they have', async () => {
    const unknown = {
      ...overlay('staging'),
      'overlays/staging/kustomization.yaml': 'resources: [../../base]\ntransformers: [own.yaml]\n',
      'overlays/staging/own.yaml': 'apiVersion: acme.dev/v1\nkind: Own\nmetadata: { name: own }\n',
    };
    assert.deepEqual(await foundIn({ ...base, ...overlay('production'), ...unknown }), ['base/deployment.yaml']);
    const release = (image: string) => ({
      'overlays/staging/kustomization.yaml': `resources: [../../base]\npatches: [{ path: patch.yaml }]\n`,
      'overlays/staging/patch.yaml': patch(image),
    });
    assert.deepEqual(await foundIn({ ...base, ...overlay('production'), ...release('"${MAX}"') }), [
      'base/deployment.yaml',
    ]);
  });

  it('are named where one of several for production does not have it, as one finding', async () => {
    assert.deepEqual(await foundIn({ ...base, ...overlay('production-eu'), ...overlay('production-us', '0') }), [
      'base/deployment.yaml; not in this overlay overlays/production-us/kustomization.yaml',
    ]);
    assert.deepEqual(await foundIn({ ...base, ...overlay('production-eu'), ...overlay('production-us') }), [
      'base/deployment.yaml',
    ]);
  });

  it('are releases of a chart, too', async () => {
    const chart = {
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/values.yaml': 'max: 2\n',
      'chart/templates/deployment.yaml': deployment('{{ .Values.max }}'),
    };
    const release = (name: string, values = '') => ({
      [`clusters/${name}/shop.yaml`]: `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec:\n  source:\n    repoURL: https://git.acme.dev/shop.git\n    path: chart\n    helm: { valuesObject: { ${values} } }\n`,
    });
    assert.deepEqual(await foundIn({ ...chart, ...release('production'), ...release('staging', 'max: 0') }), [
      'chart/values.yaml; not in this release clusters/staging/shop.yaml',
    ]);
    assert.deepEqual(await foundIn({ ...chart, ...release('production', 'max: 3'), ...release('staging', 'max: 0') }), [
      'clusters/production/shop.yaml; not in this release clusters/staging/shop.yaml',
    ]);
    assert.deepEqual(await foundIn({ ...chart, ...release('production'), ...release('staging') }), [
      'chart/values.yaml',
    ]);
  });

  it('that alone deploy a chart leave open how production has it', async () => {
    const files = {
      'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'charts/shop/values.yaml': 'max: 2\n',
      'charts/shop/templates/deployment.yaml': deployment('{{ .Values.max }}'),
    };
    const deploy = (name: string) => ({
      [`deploy/${name}/kustomization.yaml`]: `helmGlobals: { chartHome: ../../charts }\nhelmCharts: [{ name: shop, releaseName: shop }]\n`,
    });
    const verdicts = async (all: Readonly<Record<string, string>>) => {
      const own = await opened(all);
      const sites = (await own.core.sites()).filter(({ rule }) => rule === 'rollout-too-wide');
      await own.core.close();
      return sites.map(({ verdict, message }) => `${verdict}: ${message}`);
    };
    const replicas = async (all: Readonly<Record<string, string>>) => {
      const own = await opened(all);
      const claims = (await own.of('shop')).items.flatMap((item) => item.claims);
      await own.core.close();
      return claims.find(({ claim }) => claim.reader === 'replicas-redundant')?.verdict;
    };
    assert.equal(await replicas(files), 'shown');
    assert.equal(await replicas({ ...files, ...deploy('staging') }), 'cannot-tell');
    assert.match((await verdicts(files)).join('\n'), /^violated: [^\n]*$/);
    const [only, ...others] = await verdicts({ ...files, ...deploy('staging') });
    assert.match(only ?? '', /^cannot-tell: .*; this is the chart's default, and only deploy\/staging deploys it$/);
    assert.deepEqual(others, []);
    assert.match(
      (await verdicts({ ...files, ...deploy('staging'), ...deploy('production') })).join('\n'),
      /^violated: [^\n]*$/,
    );
  });
});
