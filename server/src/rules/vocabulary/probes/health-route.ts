import type { Route } from '../../../model/code-fact.ts';
import type { Located } from '../../../model/rule.ts';

const ready = /\/ready(z|iness)?$|\/(health|healthz)\/ready(iness)?$/i;
const health = /\/_?_?health(z|check|-check)?$|\/_status\/healthz$/i;
const alive = /\/(health\/)?(live(z|ness)?|alive|ping|heartbeat|up|status)$/i;

/** What health routes are called, by the question that a probe asks, the best first. */
const namesFor = { readiness: [ready, health, alive], liveness: [alive, health] } as const;

/** The route of the code that answers a probe's question best; undefined where none is plain enough to be sure of. */
export function healthRoute(
  routes: readonly Located<Route>[],
  question: keyof typeof namesFor = 'readiness',
): Located<Route> | undefined {
  const plain = routes.filter(
    ({ fact }) =>
      fact.prefix === 'none' && (fact.method ?? 'GET') === 'GET' && /^\/[\w./-]*$/.test(fact.path) && fact.path !== '/',
  );
  for (const name of namesFor[question]) {
    const found = plain.find(({ fact }) => name.test(fact.path));
    if (found) return found;
  }
  return undefined;
}
