import assert from 'node:assert/strict';
import { engaged } from './engaged.ts';

const files = {
  'shop/package.json': '{"name":"shop"}',
  'shop/Dockerfile': 'FROM node:22\n',
  'shop/client.ts':
    "const limit = 800;\nexport async function prices() {\n  return fetch('http://store/prices', { signal: AbortSignal.timeout(limit) });\n}\n",
  'deploy/kustomization.yaml': 'kind: Kustomization\nnamespace: bard\nresources:\n  - shop.yaml\n',
  'deploy/shop.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      terminationGracePeriodSeconds: 45
      containers:
        - name: shop
          image: acme/shop:1
          env:
            - { name: STORE_URL, value: 'http://store' }
            - { name: DATABASE, value: 'postgres://shop:hunter2@db/shop' }
            - { name: API_KEY, value: abc }
            - { name: SESSION, value: 8f14e45fceea167a5a36dedd4bea2543 }
            - name: PASSWORD
              valueFrom: { secretKeyRef: { name: shop-db, key: password } }
            - name: LEVEL
              valueFrom: { configMapKeyRef: { name: shop, key: level } }
          envFrom:
            - secretRef: { name: shop-more }
      volumes:
        - name: cache
          emptyDir: {}
        - name: data
          persistentVolumeClaim: { claimName: shop-data }
`,
  '.prr/engagement/shop/state.yaml': 'state: early\nsince: 2026-11-01\nby: Bo\n',
};

describe('the production setup', () => {
  const pack = async (more: Readonly<Record<string, string>> = {}) => {
    const { part } = await engaged({ ...files, ...more });
    return (await part('shop', 'training')).documents.find(({ id }) => id === 'pack')?.text ?? '';
  };

  it('tells namespace, environment, volumes and the time to stop, and no value that may be a secret', async () => {
    const text = await pack();
    assert.match(text, /\| Namespace \| bard \| deploy\/kustomization\.yaml:2 \|/);
    assert.match(text, /\| Grace period \| 45 s \| deploy\/shop\.yaml:10 \|/);
    assert.match(text, /\| Volume cache \| empty at each pod start \(emptyDir\) \|/);
    assert.match(text, /\| Volume data \| the claim shop-data \|/);
    assert.match(
      text,
      /STORE_URL=http:\/\/store; DATABASE=postgres:\/\/db; API_KEY \(value not shown\); SESSION \(value not shown\); PASSWORD from Secret shop-db; LEVEL from ConfigMap shop; \* from Secret shop-more/,
    );
    assert.doesNotMatch(text, /hunter2|8f14e45|=abc/);
  });

  it('has commands with the namespace that is named, with one to fill in of several, and with none where none is', async () => {
    const plan = async (more: Readonly<Record<string, string>>) => {
      const { part } = await engaged({ ...files, ...more });
      return JSON.stringify(await part('shop', 'early'));
    };
    assert.match(await plan({}), /kubectl rollout undo statefulset\/shop -n bard/);
    const overlay = 'kind: Kustomization\nnamespace: bard-test\nresources:\n  - ../../deploy\n';
    assert.match(await plan({ 'overlays/staging/kustomization.yaml': overlay }), /undo statefulset\/shop -n NAMESPACE/);
    const bare = 'kind: Kustomization\nresources:\n  - shop.yaml\n';
    assert.match(await plan({ 'deploy/kustomization.yaml': bare }), /undo statefulset\/shop[^ ]/);
  });

  it('says how long a call waits in numbers, where the name stands for one', async () => {
    assert.match(await pack(), /Its signal aborts after limit, 800 ms\./);
  });
});
