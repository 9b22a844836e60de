import type { Workload } from '../../model/artefact-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { insertKeys } from '../vocabulary/insertion.ts';
import { patchOf } from '../vocabulary/workloads/patches.ts';
import { containersOf } from '../vocabulary/workloads/pods.ts';
import { patchesOfWorkload } from '../vocabulary/workloads/replicas.ts';
import { stopOf, sumOf, type Stop } from '../vocabulary/stopping/stop-time.ts';

export const gracePeriodTooShort = rule({
  severity: 'warning',
  harm: 'errors',
  scope: 'cross',
  since: '0.5.0',
  fix: 'suggestion',
  misses: ['terminationGracePeriodSeconds'],
  reads: ['workload'],
  check(workload, context) {
    if (workload.partial || workload.ends) return;
    const { gracePeriod } = workload;
    const grace = gracePeriod === undefined ? defaultGrace : Number(gracePeriod.text);
    if (!Number.isFinite(grace)) return;
    const steps = containersOf(workload, context.inFile('container'))
      .filter(({ role }) => role === 'main')
      .map((container) => stopOf(container, context));
    // All containers stop at once: the slowest one counts.
    const slowest = steps.toSorted((a, b) => sumOf(b) - sumOf(a))[0];
    if (slowest) judge(workload, { grace, slowest, steps, context });
  },
});

/** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination */
const defaultGrace = 30;

interface Around {
  readonly grace: number;
  readonly slowest: Stop;
  readonly steps: readonly Stop[];
  readonly context: RuleContext;
}

function judge(workload: Workload, { grace, slowest, steps, context }: Around): void {
  const { gracePeriod } = workload;
  const span = gracePeriod?.span ?? workload.span;
  const evidence = { related: slowest.places };
  const { preStop, drain } = slowest;
  const sum = sumOf(slowest);
  const parts = [...(preStop > 0 ? [`${preStop} s preStop`] : []), ...(drain > 0 ? [`${drain} s drain`] : [])];
  const total = parts.length > 1 ? `${parts.join(' + ')} = ${sum} s` : parts.join('');
  const given = `${grace} s grace period${gracePeriod ? '' : ' (default)'}`;
  // At the same second the drain may still end first.
  if (sum > grace || (preStop > 0 && preStop >= grace)) {
    const sign = sum > grace ? '<' : '=';
    const message = `${given} ${sign} ${total}; in-flight requests are killed`;
    const file = { file: context.file, kind: workload.workload, name: workload.name };
    const patch =
      patchOf(file, ['terminationGracePeriodSeconds', 'lifecycle', 'preStop'], context)?.patch ??
      patchesOfWorkload(context.inWorkspace('workload'), workload.name).find(({ fact }) => fact.gracePeriod);
    if (patch) {
      const ask = 'What is the grace period after the patch?';
      return context.cannotTell(span, `${given} ${sign} ${total}, but a patch changes it`, ask, {
        related: [...slowest.places, related(patch, 'the patch')],
      });
    }
    return context.violated(span, message, { ...evidence, fixes: fixesFor(workload, sum, context) });
  }
  const open = steps.find(({ isOpen }) => isOpen);
  if (open) {
    const left = grace - open.preStop;
    const message = `${open.container.name} has ${left} s to drain, but its drain limit could not be determined`;
    return context.cannotTell(span, message, 'How long can in-flight requests take?', { related: open.places });
  }
  if (drain > 0) context.shown(span, `${given} ≥ ${total}`, evidence);
}

function fixesFor(workload: Workload, sum: number, context: RuleContext): Fix[] {
  const text = String(Math.ceil(sum) + 5);
  const { gracePeriod, podInsertAt } = workload;
  const edit = gracePeriod
    ? { span: gracePeriod.span, text }
    : podInsertAt && insertKeys(podInsertAt, { terminationGracePeriodSeconds: text });
  if (!edit) return [];
  const title = `Set terminationGracePeriodSeconds: ${text}`;
  return [{ title, safety: 'suggestion', changes: [{ file: context.file, edits: [edit] }] }];
}
