import type { Workload } from '../../model/artefact-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { insertKeys } from '../vocabulary/insertion.ts';
import { patchOf } from '../vocabulary/workloads/patches.ts';
import { containersOf } from '../vocabulary/workloads/pods.ts';
import { patchesOfWorkload } from '../vocabulary/workloads/replicas.ts';
import { stopOf, sumOf, type Stop } from '../vocabulary/stopping/stop-time.ts';
import { say } from '../../words/say.ts';

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
  const parts = [
    ...(preStop > 0 ? [say('grace-period-too-short.s-prestop', { preStop })] : []),
    ...(drain > 0 ? [say('grace-period-too-short.s-drain', { drain })] : []),
  ];
  const total = parts.length > 1 ? say('joint.equal', { one: parts.join(' + '), other: `${sum} s` }) : parts.join('');
  const given = say(
    gracePeriod ? 'grace-period-too-short.s-grace-period' : 'grace-period-too-short.s-grace-period-default',
    { grace },
  );
  // At the same second the drain may still end first.
  if (sum > grace || (preStop > 0 && preStop >= grace)) {
    const compared = say(sum > grace ? 'joint.less' : 'joint.equal', { one: given, other: total });
    const message = say('grace-period-too-short.in-flight-requests-are-killed', { compared });
    const file = { file: context.file, kind: workload.workload, name: workload.name };
    const patch =
      patchOf(file, ['terminationGracePeriodSeconds', 'lifecycle', 'preStop'], context)?.patch ??
      patchesOfWorkload(context.inWorkspace('workload'), workload.name).find(({ fact }) => fact.gracePeriod);
    if (patch) {
      const ask = say('grace-period-too-short.what-is-the-grace-period');
      return context.cannotTell(span, say('wide.but-a-patch-changes-it', { message: compared }), ask, {
        related: [...slowest.places, related(patch, say('replicas-not-spread.the-patch'))],
      });
    }
    return context.violated(span, message, { ...evidence, fixes: fixesFor(workload, sum, context) });
  }
  const open = steps.find(({ isOpen }) => isOpen);
  if (open) {
    const left = grace - open.preStop;
    const message = say('grace-period-too-short.has-s-to-drain-but', { name: open.container.name, left });
    return context.cannotTell(span, message, say('grace-period-too-short.how-long-can-in-flight'), {
      related: open.places,
    });
  }
  if (drain > 0) context.shown(span, say('joint.at-least', { one: given, other: total }), evidence);
}

function fixesFor(workload: Workload, sum: number, context: RuleContext): Fix[] {
  const text = String(Math.ceil(sum) + 5);
  const { gracePeriod, podInsertAt } = workload;
  const edit = gracePeriod
    ? { span: gracePeriod.span, text }
    : podInsertAt && insertKeys(podInsertAt, { terminationGracePeriodSeconds: text });
  if (!edit) return [];
  const title = say('grace-period-too-short.set-terminationgraceperiodseconds', { text });
  return [{ title, safety: 'suggestion', changes: [{ file: context.file, edits: [edit] }] }];
}
