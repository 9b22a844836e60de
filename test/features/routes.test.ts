import assert from 'node:assert/strict';
import type { Route } from '../../server/src/model/code-fact.ts';
import { healthRoute } from '../../server/src/rules/vocabulary/probes/health-route.ts';
import { answering } from '../../server/src/rules/vocabulary/probes/routes.ts';

/** `GET /a` or `/a`; `…/a` stands below a prefix that is not known. */
function route(written: string): { file: string; fact: Route } {
  const [method, path] = written.includes(' ') ? written.split(' ') : [undefined, written];
  const unknown = path?.startsWith('…') === true;
  const fact: Route = {
    kind: 'route',
    span: { start: 0, end: 0 },
    ...(method ? { method } : {}),
    path: path?.replace('…', '') ?? '',
    prefix: unknown ? 'unknown' : 'none',
    library: 'test',
  };
  return { file: 'server.ts', fact };
}

function answer(path: string, ...routes: string[]): string {
  const found = answering(path, routes.map(route));
  return typeof found === 'string' ? found : found.fact.path;
}

describe('the route that answers a path', () => {
  it('is one of the same path, whatever its case and its last slash', () => {
    assert.equal(answer('/healthz', 'GET /a', 'GET /healthz'), '/healthz');
    assert.equal(answer('/Healthz/', '/healthz'), '/healthz');
    assert.equal(answer('/health', 'GET /healthz', 'GET /'), 'none');
    assert.equal(answer('/', 'GET /healthz', 'GET /'), '/');
  });

  it('is one with parameters', () => {
    for (const path of ['/a/:id/c', '/a/{id}/c', '/a/<int:id>/c', '/a/[id]/c'])
      assert.equal(answer('/a/b/c', path), path);
    assert.equal(answer('/a/b', '/a/:id/c'), 'none');
  });

  it('is none of another method', () => {
    assert.equal(answer('/healthz', 'POST /healthz'), 'none');
    assert.equal(answer('/healthz', 'HEAD /healthz'), '/healthz');
  });

  it('cannot be told below catch-alls, subtrees and unknown prefixes', () => {
    for (const open of ['*', '/*', '/api/*', '/api/', '/api/(.*)', '/:any*', '…/status', '…/', '…/:id', '…/*'])
      assert.equal(answer('/api/status', 'GET /a', open), 'unknown', open);
    for (const closed of ['/web/*', '/web/', '…/state', 'POST /api/*', '…/x/api/status'])
      assert.equal(answer('/api/status', 'GET /a', closed), 'none', closed);
  });

  it('prefers what is sure', () => {
    assert.equal(answer('/healthz', '*', 'GET /healthz'), '/healthz');
  });
});

describe('the health route', () => {
  const best = (...routes: string[]) => healthRoute(routes.map(route))?.fact.path;

  it('is the one for readiness, then health, then life', () => {
    assert.equal(best('/ping', '/healthz', '/readyz'), '/readyz');
    assert.equal(best('/livez', '/health/ready', '/health'), '/health/ready');
    assert.equal(best('/ping', '/internal/health-check'), '/internal/health-check');
  });

  it('is never the one for readiness when the question is whether it lives', () => {
    assert.equal(healthRoute(['/readyz', '/livez', '/healthz'].map(route), 'liveness')?.fact.path, '/livez');
    assert.equal(healthRoute(['/readyz'].map(route), 'liveness'), undefined);
  });

  it('is none that needs a body, a parameter or an unknown prefix', () => {
    assert.equal(best('POST /health', '…/health', '/health/:part', '/healthy-food', '/'), undefined);
  });
});
