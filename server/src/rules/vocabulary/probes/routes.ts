import type { Route } from '../../../model/code-fact.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import { leadsTo } from '../calls/shared-clients.ts';

/**
 * The route that answers a GET of a path; `none` when none does, `unknown` when one might:
 * a catch-all, a router below a prefix that was not resolved, a pattern that is no plain path.
 */
export function answering(path: string, routes: readonly Located<Route>[]): Located<Route> | 'none' | 'unknown' {
  const asked = segments(path);
  // Frameworks that bring their own health routes register them out of our sight.
  if (/^\/(actuator|q)\//.test(path)) return 'unknown';
  const getting = routes.filter(({ fact }) => !fact.method || /^(GET|HEAD|ALL|ANY|USE|\*)$/i.test(fact.method));
  const plain = getting.find(
    ({ fact }) => fact.prefix === 'none' && !isOpen(fact) && matches(segments(fact.path), asked),
  );
  if (plain) return plain;
  return getting.some(({ fact }) => mightAnswer(fact, asked)) ? 'unknown' : 'none';
}

/** Routes that the configuration of the same modules switches on: it is loaded by name, and no code reaches it. */
export function configured(routes: readonly Located<Route>[], { inWorkspace }: RuleContext): Located<Route>[] {
  const moduleOf = (file: string) => /^(.*?)src\/main\//.exec(file)?.[1];
  const modules = new Set(routes.flatMap(({ file }) => moduleOf(file) ?? []));
  return inWorkspace('route').filter(
    ({ file }) => /\.(properties|ya?ml)$/.test(file) && modules.has(moduleOf(file) ?? '-'),
  );
}

/** Whether a route stands for a package that gets the router, and whose own routes are read, as it is in the workspace. */
export function isSeenElsewhere({ file, fact: { handedTo } }: Located<Route>, { inWorkspace }: RuleContext): boolean {
  return handedTo !== undefined && inWorkspace('module-links').some((each) => leadsTo(file, handedTo, each.file));
}

function mightAnswer(route: Route, asked: readonly string[]): boolean {
  const own = segments(route.path);
  if (isOpen(route)) {
    const fixed = own.slice(
      0,
      Math.max(
        0,
        own.findIndex((part) => /[*(\\+?[^$|]/.test(part)),
      ),
    );
    const start = own.some((part) => /[*(\\+?[^$|]/.test(part)) ? fixed : own;
    return route.prefix === 'unknown' || matches(start, asked.slice(0, start.length));
  }
  return (
    route.prefix === 'unknown' && own.length <= asked.length && matches(own, asked.slice(asked.length - own.length))
  );
}

/** Answers more than one path in ways that are not compared: catch-alls, subtrees, regular expressions. */
function isOpen({ path }: Route): boolean {
  return /[*(\\+?^$|]|\[(?!\w+\])/.test(path) || (path.length > 1 && path.endsWith('/')) || path === '';
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function matches(route: readonly string[], asked: readonly string[]): boolean {
  if (route.length !== asked.length) return false;
  return route.every((part, i) => isParameter(part) || part.toLowerCase() === asked[i]?.toLowerCase());
}

/** `:id`, `{id}`, `<int:id>`, `[id]`. */
function isParameter(part: string): boolean {
  return /^(:\w.*|\{.*\}|<.*>|\[.*\])$/.test(part);
}
