import assert from 'node:assert/strict';
import { environmentOf } from '../../server/src/production/environments.ts';

describe('environments', () => {
  for (const [hints, environment] of [
    [{ file: 'deploy/orders.yaml' }, 'production'],
    [{ file: 'deploy/overlays/staging/orders.yaml' }, 'staging'],
    [{ file: 'deploy/overlays/prod/orders.yaml' }, 'production'],
    [{ file: 'deploy/overlays/dev/prod-like.yaml' }, 'production'],
    [{ file: 'compose.dev.yaml' }, 'development'],
    [{ file: 'docker-compose.override.yml' }, 'development'],
    [{ file: '.devcontainer/docker-compose.yml' }, 'development'],
    [{ file: 'compose.yaml', profiles: ['debug'] }, 'development'],
    [{ file: 'compose.yaml', profiles: ['workers'] }, 'production'],
    [{ file: 'deploy/orders.yaml', namespace: 'shop-dev' }, 'development'],
    [{ file: 'deploy/orders.yaml', name: 'orders-staging' }, 'staging'],
    [{ file: 'deploy/orders.yaml', name: 'test-results' }, 'production'],
    [{ file: 'Dockerfile.dev' }, 'development'],
  ] as const)
    it(`${JSON.stringify(hints)} is ${environment}`, () => {
      assert.equal(environmentOf(hints).environment, environment);
    });

  it('says what tells, where it is not production', () => {
    assert.equal(environmentOf({ file: 'k8s/overlays/staging/a.yaml' }).because, 'it is in k8s/overlays/staging');
    assert.equal(environmentOf({ file: 'k8s/a.yaml' }).because, undefined);
  });
});
