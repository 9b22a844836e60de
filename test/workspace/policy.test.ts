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
      'src/integrations/postman/import.ts',
      'artillery/deploy.yaml',
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
      'artillery/processor.js',
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

  it('knows tests by the tools that they import', () => {
    const tests: Readonly<Record<string, string>> = {
      'api-spec/hooks.js': "const hooks = require('hooks');\n\nhooks.beforeEach((transaction, done) => done());\n",
      'contract/hooks.py': 'import dredd_hooks as hooks\n',
      'contract/main.go': 'package main\n\nimport (\n\t"fmt"\n\n\t"github.com/snikch/goodman/hooks"\n)\n',
      'perf/checkout.js': "import http from 'k6/http';\nimport { sleep } from 'k6';\n",
      'perf/Checkout.java': 'package perf;\n\nimport static io.gatling.javaapi.core.CoreDsl.*;\n',
      'perf/users.py': 'from locust import HttpUser, task\n',
      'contract/run.js': "const newman = require('newman');\n",
    };
    for (const [file, text] of Object.entries(tests)) assert.equal(roleOfText('source', file, text), 'test', file);
    const sources: Readonly<Record<string, string>> = {
      'src/hooks.js': "const hooks = require('hooks');\n\nhooks.register('paid', notify);\n",
      'src/load.js': "// Our tests import 'k6/http'.\nimport http from 'node:http';\n",
      'src/users.py': 'from locusts import swarm\n',
      'deploy/hooks.yaml': "run: const hooks = require('hooks'); hooks.before(x)\n",
    };
    for (const [file, text] of Object.entries(sources)) assert.equal(roleOfText('source', file, text), 'source', file);
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
