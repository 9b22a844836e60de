import type { Route } from '../../model/fact.ts';
import type { Located } from '../../model/rule.ts';

/** What health routes are called, the one for readiness first. */
const names = [
  /\/ready(z|iness)?$|\/(health|healthz)\/ready(iness)?$/i,
  /\/_?_?health(z|check|-check)?$|\/_status\/healthz$/i,
  /\/(live(z|ness)?|alive|ping|heartbeat|up|status)$/i,
];

/** The route of the code that tells best whether it can serve; undefined where none is plain enough to be sure of. */
export function healthRoute(routes: readonly Located<Route>[]): Located<Route> | undefined {
  const plain = routes.filter(
    ({ fact }) =>
      fact.prefix === 'none' && (fact.method ?? 'GET') === 'GET' && /^\/[\w./-]*$/.test(fact.path) && fact.path !== '/',
  );
  for (const name of names) {
    const found = plain.find(({ fact }) => name.test(fact.path));
    if (found) return found;
  }
  return undefined;
}
