import assert from 'node:assert/strict';
import { openScope } from '../../server/src/production/scope.ts';
import { deployment, pictured } from './picture.ts';

describe('manifests beside a kustomization that lists others', () => {
  const alert = [
    'apiVersion: monitoring.coreos.com/v1',
    'kind: PrometheusRule',
    'metadata: { name: orders }',
    'spec:',
    '  groups: [{ name: a, rules: [{ alert: OrdersDown, expr: up == 0 }] }]',
    '',
  ].join('\n');
  const files = {
    'k8s/orders.yaml': deployment('orders', 'orders:1.0.0'),
    'k8s/former.yaml': deployment('former', 'former:1.0.0'),
    'k8s/alerts.yaml': alert,
    'k8s/more.yaml': deployment('orders', 'orders:1.0.0'),
  };

  it('are not deployed', async () => {
    const listing = 'resources:\n  - orders.yaml\n# - former.yaml\npatches:\n  - path: more.yaml\n';
    const picture = await pictured({ ...files, 'k8s/kustomization.yaml': listing });
    const counts = openScope(picture);
    assert.deepEqual(
      Object.keys(files).filter((file) => counts(file)),
      ['k8s/orders.yaml', 'k8s/more.yaml'],
    );
    assert.equal(picture.standing.get('k8s/former.yaml')?.because, 'k8s/kustomization.yaml does not list it');
    const former = picture.workloads.find(({ name }) => name === 'former');
    assert.deepEqual(
      former?.environments.map(({ environment }) => environment),
      ['development'],
    );
  });

  it('are deployed where another kustomization names them, or this one lists no file of its folder', async () => {
    for (const others of [
      {
        'k8s/kustomization.yaml': 'resources:\n  - orders.yaml\n  - alerts.yaml\n',
        'all/kustomization.yaml': 'resources:\n  - ../k8s/former.yaml\n  - ../k8s/more.yaml\n',
      },
      { 'k8s/kustomization.yaml': 'resources:\n  - ../base\n' },
    ]) {
      const counts = openScope(await pictured({ ...files, ...others }));
      for (const file of Object.keys(files)) assert.ok(counts(file), file);
    }
  });
});
