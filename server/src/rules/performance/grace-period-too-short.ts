import type { Workload } from '../../model/artefact-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { insertKeys } from '../vocabulary/insertion.ts';
import { patchOf } from '../vocabulary/workloads/patches.ts';
import { containersOf } from '../vocabulary/workloads/pods.ts';
import { patchesOfWorkload } from '../vocabulary/workloads/replicas.ts';
import { stopOf, sumOf, type Stop } from '../vocabulary/stopping/stop-time.ts';

const manifest = (grace: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: search }
spec:
  selector: { matchLabels: { app: search } }
  template:
    metadata: { labels: { app: search } }
    spec:
      ${grace}
      containers:
        - name: search
          image: registry.example/search:1.4.0
          lifecycle: { preStop: { sleep: { seconds: 10 } } }
`;
const code = {
  'search/Dockerfile': 'FROM python:3.13\nCOPY app.py /app.py\nCMD ["python", "app.py"]\n',
  'search/app.py':
    'import uvicorn\n\n\nasync def app(scope, receive, send):\n    pass\n\n\nif __name__ == "__main__":\n    uvicorn.run(app, port=8080, timeout_graceful_shutdown=25)\n',
};

export const gracePeriodTooShort = rule({
  id: 'grace-period-too-short',
  summary: 'The grace period covers preStop and drain',
  aspect: 'performance',
  severity: 'warning',
  harm: 'errors',
  scope: 'cross',
  since: '0.5.0',
  fix: 'suggestion',
  docs: {
    why: 'Kubernetes kills the pod at the end of the grace period, which includes preStop. Requests that the program would still finish fail at each rollout, and data that it flushes last is lost.',
    remedy:
      'Set `terminationGracePeriodSeconds` to the sum of the preStop sleep and the drain limit, plus 5 s; or shorten one of them.',
    guide: 'graceful-shutdown#kubernetes',
    examples: [
      {
        title: 'The pod is killed before the drain ends',
        bad: { 'deploy.yaml': manifest('terminationGracePeriodSeconds: 30'), ...code },
        good: { 'deploy.yaml': manifest('terminationGracePeriodSeconds: 40'), ...code },
      },
    ],
  },
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
