import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { opened } from '../review/opened.ts';

const folder = path.join(root, 'examples/shakespeare');

function texts(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const full = path.join(folder, name);
    if (name.includes('node_modules') || !statSync(full).isFile()) continue;
    files[name.split(path.sep).join('/')] = readFileSync(full, 'utf8');
  }
  return files;
}

describe('the example system', () => {
  it('has each known fault once, and beside each a place where the same is right', async () => {
    const { core } = await opened(texts());
    const sites = (await core.sites()).filter((site) => !site.file.endsWith('_test.go'));
    await core.close();
    const violated = sites.filter((site) => site.verdict === 'violated').map((site) => `${site.rule} ${site.file}`);
    assert.deepEqual(violated.sort(), [
      'alert-unlabelled monitoring/rules/quotes.yaml',
      'alert-without-for monitoring/rules/indexer.yaml',
      'alert-without-runbook monitoring/rules/search.yaml',
      'context-not-propagated search/handlers.go',
      'disruption-budget deploy/charts/quotes/templates/deployment.yaml',
      'error-swallowed frontend/src/popular.ts',
      'grace-period-too-short deploy/charts/quotes/templates/deployment.yaml',
      'histogram-bucket-missing monitoring/rules/indexer.yaml',
      'image-unpinned deploy/indexer.yaml',
      'memory-limit-unset deploy/indexer.yaml',
      'metric-unknown monitoring/rules/indexer.yaml',
      'metrics-not-scraped deploy/search.yaml',
      'no-graceful-shutdown search/main.go',
      'no-metrics-endpoint quotes/src/main/java/org/bard/quotes/Main.java',
      'outbound-call-timeout frontend/src/search-client.ts',
      'probe-missing deploy/frontend.yaml',
      'probe-no-route deploy/search.yaml',
      'replicas-not-spread deploy/search.yaml',
      'resources-unset deploy/charts/quotes/values.yaml',
      'rollout-too-wide deploy/search.yaml',
      'rpc-deadline indexer/indexer/glossary.py',
      'runbook-broken-link monitoring/rules/search.yaml',
      'server-timeouts frontend/src/server.ts',
      'signal-lost indexer/Dockerfile',
      'slo-missing quotes/src/main/java/org/bard/quotes/Main.java',
      'slo-without-alert monitoring/slo/search.yaml',
      'slo-without-dashboard monitoring/slo/frontend.yaml',
    ]);
    const shown = new Set(sites.filter((site) => site.verdict === 'shown').map((site) => site.rule));
    assert.deepEqual(
      violated.map((site) => site.split(' ')[0]).filter((rule) => !shown.has(rule ?? '')),
      [],
    );
  });
});
