import type { Route, ServerStart } from '../../../model/code-fact.ts';
import type { RuleContext } from '../../../model/rule.ts';
import { isAside } from '../aside.ts';
import { shortName } from '../calls/call-names.ts';
import { say } from '../../../words/say.ts';

/** Whether a server may serve users: it is reached from other machines, and not made for metrics, profiles or health. */
export function isForUsers({ local, auxiliary, port }: ServerStart): boolean {
  return !local && !auxiliary && port !== 0;
}

/** Whether a file belongs to what only its own team uses, by its path: operators, exporters, administration, jobs. */
export function isInternal(file: string): boolean {
  return /(^|[/_-])(admin|internal-?tools?|backoffice|operator|exporter|controller|webhook|jobs?|cron|batch|load-?gen\w*|migrations?|simulator|seed)([/_.-]|$)/i.test(
    file,
  );
}

/** Applications that a server outside of their code runs: gunicorn, uvicorn, mod_wsgi. */
const servedFromOutside = /^python-(flask|fastapi|starlette|django-urls|sanic)$/;

/** Whether a fact stands for its service: its first server for users, or where it starts none its first route. */
export function standsForService(fact: ServerStart | Route, context: RuleContext): boolean {
  const servers = context.inService('server');
  if (fact.kind === 'route')
    return servers.length === 0 && servedFromOutside.test(fact.library) && context.inService('route')[0]?.fact === fact;
  const first = servers.find(({ fact: each, file }) => isForUsers(each) && !isAside(file));
  return isForUsers(fact) && (!first || first.fact === fact);
}

/** What serves, as people say it. */
export function serverName(fact: ServerStart | Route): string {
  return fact.kind === 'server' ? shortName(fact.api) : say('monitored.the-application');
}
