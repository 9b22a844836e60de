import type { Workload } from '../../model/artefact-fact.ts';
import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import { agreed } from '../agreed.ts';
import { decided, notApplicable, open, placeOf, productionWorkloads } from '../deployed.ts';

/** A job that hangs is ended by the platform. */
export const jobsBounded: ClaimReader = {
  id: 'jobs-bounded',
  looks: 'activeDeadlineSeconds of its Jobs and CronJobs, and whether their runs can overlap (concurrencyPolicy).',
  read(view) {
    const jobs = productionWorkloads(view, /^(Cron)?Job$/);
    if (jobs.length > 0) return agreed(jobs.map((each) => ofJob(each, view)));
    const process = view
      .own('process-start')
      .find(({ file, fact }) => fact.once && view.environmentOf({ file }) === 'production');
    return process
      ? open(
          `${process.fact.by} runs ${process.fact.name} with an unknown time limit`,
          `What is the time limit of ${process.fact.name}?`,
          [placeOf(process, `${process.fact.by} runs ${process.fact.name}`)],
        )
      : notApplicable('It runs no job');
  },
};

function ofJob(located: Located<Workload>, view: ServiceView): ClaimReading {
  const { fact, file } = located;
  const { job } = fact;
  const words = `${fact.workload} ${fact.name}`;
  const deadline = job?.deadline;
  const at = (message: string): Related => ({ file, span: deadline?.span ?? fact.span, message });
  if (deadline && !/^[1-9]\d*$/.test(deadline.text))
    return open(`${words} has a deadline that is not a literal number`, `What is the time limit of ${words}?`, [
      at(words),
    ]);
  if (deadline) return decided('shown', [at(`${words} is stopped after ${deadline.text} s (activeDeadlineSeconds)`)]);
  // A command that ends itself is as good.
  const command = view
    .own('container')
    .find(
      (each) =>
        each.file === file &&
        each.fact.owner.name === fact.name &&
        /^timeout( -\S+)* \d/.test((each.fact.command ?? []).join(' ')),
    );
  if (command) return decided('shown', [placeOf(command, `${words} runs its command with timeout`)]);
  const patched = view
    .inWorkspace('manifest-patch')
    .find(
      (each) =>
        each.fact.changes.includes('activeDeadlineSeconds') && view.environmentOf({ file: each.file }) === 'production',
    );
  if (patched)
    return open(`A patch may set the deadline of ${words}`, `What is the time limit of ${words}?`, [
      placeOf(patched, 'a patch sets activeDeadlineSeconds'),
    ]);
  const overlaps =
    fact.workload === 'CronJob' && (job?.concurrency?.text ?? 'Allow') === 'Allow' ? ' and its runs can overlap' : '';
  return decided('violated', [at(`${words} has no activeDeadlineSeconds${overlaps}`)]);
}
