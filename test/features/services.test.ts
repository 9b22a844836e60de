import assert from 'node:assert/strict';
import { indexed } from '../analyse.ts';

const server = "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\n";
const workload = (name: string, image: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: '${image}' }] }
`;
const code = { 'package.json': '{}', Dockerfile: 'FROM node:20\n', 'src/server.ts': server };
const services = async (files: Record<string, string>) =>
  (await indexed(files)).services().map(({ name, root, workloads }) => ({ name, root, workloads }));

describe('services', () => {
  it('one service and one workload belong together, whatever they are called', async () => {
    assert.deepEqual(await services({ ...code, 'k8s/shop.yaml': workload('shop', 'ghcr.io/acme/storefront:1') }), [
      { name: 'shop', root: '', workloads: ['shop'] },
    ]);
  });

  it('what is bought in beside it is no service', async () => {
    const files = {
      ...code,
      'k8s/shop.yaml': workload('shop', 'acme/shop:1'),
      'k8s/db.yaml': workload('db', 'postgres:16'),
    };
    assert.deepEqual(await services(files), [{ name: 'shop', root: '', workloads: ['shop'] }]);
  });

  it('of several workloads none is guessed', async () => {
    const files = { ...code, 'k8s/a.yaml': workload('a', 'acme/a:1'), 'k8s/b.yaml': workload('b', 'acme/b:1') };
    assert.deepEqual(
      (await services(files)).map(({ workloads }) => workloads),
      [['a'], ['b'], []],
    );
  });
});
