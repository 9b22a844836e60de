import assert from 'node:assert/strict';
import { roleOf, roleOfText } from '../../server/src/workspace/policy.ts';

describe('path policy', () => {
  const roles: Readonly<Record<string, readonly string[]>> = {
    source: [
      'server.js',
      'src/latest/index.ts',
      'contest/main.go',
      'pkg/testament/a.go',
      'scripts/deploy/api.yaml',
      'src/scripts.ts',
      'src/docs/store.ts',
      'deploy/dev/api.yaml',
      '.github/workflows/release.yml',
      'pkg/archive/tar.go',
    ],
    test: [
      'deploy/manifests-loadtest/web.yaml',
      'src/load-generator/main.py',
      'integration-tests/setup.js',
      'pkg/testutil/e2eutil/prometheus.go',
      'src/test-helpers/server.ts',
      'e2e_test/run.go',
      'client/cypress/cypress.js',
      'api/orders.spec.ts',
    ],
    tooling: [
      'debug/docker-compose.yaml',
      'shop/compose.dev.yaml',
      'hack/gen/main.go',
      'hack/cluster.yaml',
      'packages/cli/scripts/postinstall.js',
      'vite.config.ts',
      '.lint/rules/requests.py',
      'website/src/search.ts',
      'packages/docs-ui/src/run.ts',
      'config/overlays/development/store.yaml',
    ],
    example: ['examples/app.js', 'sample-manifests/shop.yaml', 'extra/push-examples/index.py'],
    archived: ['deploy/archive/api.yaml', 'k8s-old/api.yml'],
    vendored: ['vendor/github.com/a/b.go', 'third_party/x.js'],
    generated: ['public/mockServiceWorker.js', 'api/v1/api.pb.go', 'dist/main.js'],
    minified: ['public/app.min.js'],
  };
  for (const [role, files] of Object.entries(roles))
    it(role, () => {
      for (const file of files) assert.equal(roleOf(file), role, file);
    });

  it('knows a library that was copied by how it begins', () => {
    const banner = '/*!\n * Tiny Cookie v2.1.0\n * https://example.org\n */\n(function () {})();\n';
    const wrapper =
      "(function (root, factory) {\n  if (typeof define === 'function' && define.amd) define(factory);\n})();\n";
    assert.equal(roleOfText('source', 'public/js/cookie.js', banner), 'vendored');
    assert.equal(roleOfText('source', 'public/js/cookie.js', wrapper), 'vendored');
    const own = '/* Orders, since version 2. */\nexport const orders = [];\n';
    assert.equal(roleOfText('source', 'src/orders.js', own), 'source');
    assert.equal(roleOfText('source', 'src/orders.go', banner), 'source');
  });
});
