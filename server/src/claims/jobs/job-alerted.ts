import type { Alert, Workload } from '../../model/artefact-fact.ts';
import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { Selector } from '../../model/monitoring-fact.ts';
import type { Located } from '../../model/rule.ts';
import { namespacesOf } from '../../rules/vocabulary/workloads/kustomize.ts';
import { agreed } from '../agreed.ts';
import { decided, inProduction, notApplicable, open, placeOf, productionWorkloads } from '../deployed.ts';

/** Metrics of kube-state-metrics that say that a job failed, did not finish, or has not succeeded for long. */
const ofJobs =
  /^kube_(job_(status_failed|failed|status_completion_time|status_succeeded|complete)|cronjob_status_last_successful_time)$/;
/** Metrics that jobs push when they have ended. */
const pushed = /last_success|last_completed|last_run|success_timestamp|completion_time/;

/** An alert fires when a job of the service fails, or has not succeeded for too long. */
export const jobAlerted: ClaimReader = {
  id: 'job-alerted',
  looks: 'Alerts on kube-state-metrics for Jobs and CronJobs, or on the time of their last success.',
  read(view) {
    const jobs = productionWorkloads(view, /^(Cron)?Job$/);
    if (jobs.length > 0) return agreed(jobs.map((each) => ofJob(each, view)));
    return view.profile.kind.value === 'job'
      ? open('No Job or CronJob manifest runs it', 'Which alert fires when its last run failed?')
      : notApplicable('It runs no job');
  },
};

function ofJob(located: Located<Workload>, view: ServiceView): ClaimReading {
  const { fact } = located;
  const words = `${fact.workload} ${fact.name}`;
  const alert = view
    .inWorkspace('alert')
    .find((each) => inProduction(view, { file: each.file, fact: {} }) && asksFor(each.fact, located, view));
  if (alert) return decided('shown', [placeOf(alert, `Alert ${alert.fact.name} covers ${words}`)]);
  return open(`No alert covers ${words}`, `Which alert fires when ${fact.name} fails?`, [placeOf(located, words)]);
}

function asksFor({ query }: Alert, { file, fact }: Located<Workload>, view: ServiceView): boolean {
  if (!query || query.selectors.length === 0) return false;
  const namespaces = namespacesOf({ file, namespace: fact.namespace }, view);
  const relevant = query.selectors.filter(({ metric = '' }) => ofJobs.test(metric) || pushed.test(metric));
  return relevant.some((selector) => {
    const general = ofJobs.test(selector.metric ?? '');
    // What a CronJob starts is called after it; metrics of CronJobs say nothing of a Job that is started by hand.
    if (general && /^kube_cronjob/.test(selector.metric ?? '') && fact.workload !== 'CronJob') return false;
    const named = namesIt(selector, fact.name);
    return named !== false && inNamespace(selector, namespaces) && (general || named === true);
  });
}

/** True where a matcher names the job, false where one excludes it, undefined where none is about its name. */
function namesIt({ matchers, metric = '' }: Selector, name: string): boolean | undefined {
  const about = matchers.filter(({ label }) => /^(job|job_name|cronjob|owner_name|exported_job)$/.test(label));
  const own = about.filter(({ value }) => !isScrapeJob(value));
  if (own.length > 0) return own.every((each) => matches(each, [name, `${name}-1`, `${name}-28000000`]));
  return metric.replaceAll('_', '-').includes(name) ? true : undefined;
}

/** `job="kube-state-metrics"` names what was scraped. */
function isScrapeJob(value: string): boolean {
  return /kube-state-metrics|pushgateway/.test(value);
}

function inNamespace({ matchers }: Selector, namespaces: readonly string[]): boolean {
  const own = matchers.filter(({ label }) => /^(exported_)?namespace$/.test(label));
  return own.every((each) =>
    namespaces.length === 0 ? each.value === '' || /^\.[*+]$/.test(each.value) : matches(each, namespaces),
  );
}

function matches({ operator, value }: Selector['matchers'][number], names: readonly string[]): boolean {
  if (/[${]/.test(value)) return false;
  const is = (name: string) => {
    if (operator === '=' || operator === '!=') return value === name;
    // Alternatives of plain texts with wildcards: what is more than that is not compared.
    return value.split('|').some((each) => each === name || globbed(each, name));
  };
  return operator.startsWith('!') ? !names.some(is) : names.some(is);
}

function globbed(pattern: string, name: string): boolean {
  const plain = pattern.replace(/^\^?\(?|\)?\$?$/g, '');
  const [start = '', ...rest] = plain.split(/\.[*+]/);
  if (rest.length === 0) return plain === name;
  return (
    /^[\w-]*$/.test(plain.replace(/\.[*+]/g, '')) && name.startsWith(start) && rest.every((part) => name.includes(part))
  );
}
