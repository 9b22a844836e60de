import type { ServerStart } from '../../model/code-fact.ts';

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
