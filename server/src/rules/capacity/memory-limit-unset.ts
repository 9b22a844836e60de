import type { Container, Insertion } from '../../model/artefact-fact.ts';
import type { Resources } from '../../model/cluster-fact.ts';
import { rule, type Located } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import type { Edit } from '../../model/span.ts';
import { isAmount, isJudgedForResources, patchFor, resourcesFor } from '../vocabulary/completion.ts';
import { isCompanion } from '../vocabulary/pods.ts';
import { oncePer } from '../vocabulary/lookup.ts';
import { insertKeys } from '../vocabulary/insertion.ts';

const deployment = (limits: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: search
spec:
  selector:
    matchLabels: { app: search }
  template:
    metadata:
      labels: { app: search }
    spec:
      containers:
        - name: search
          image: registry.local/search:1.4.0
          resources:
            requests:
              cpu: 200m
              memory: 256Mi
${limits}`;

export const memoryLimitUnset = rule({
  id: 'memory-limit-unset',
  summary: 'Containers have a memory limit',
  aspect: 'capacity',
  severity: 'information',
  harm: 'errors',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  docs: {
    why: 'A container without a memory limit that leaks, or gets one large request too many, takes the memory of its node: the kernel then kills processes there, and not always the guilty one, so that users of other services see errors.',
    remedy:
      'Set limits.memory to what the container asks for, and ask for what it needs at peak. A CPU limit is not asked for: it slows a container down while the node has CPU to spare.',
    guide: 'resources',
    examples: [
      {
        title: 'Requests without a limit',
        bad: { 'deploy.yaml': deployment('') },
        good: { 'deploy.yaml': deployment('            limits:\n              memory: 256Mi\n') },
      },
    ],
  },
  reads: ['container'],
  check(container, context) {
    if (!isJudgedForResources(container)) return;
    const { name, resources, podResources } = container;
    const limit = resources.limits.memory ?? podResources?.limits.memory;
    if (limit && isAmount(limit)) return context.shown(limit.span, `${name} may take ${limit.text} of memory`);
    const gives = (other: Container) => other.resources.limits.memory !== undefined;
    const given =
      resourcesFor(container, { part: 'limits', names: ['memory'] }, context) ??
      patchFor(container, { keys: ['limits'], gives }, context);
    const message = limit
      ? `${name} has no memory limit: ${limit.text || 'an empty text'} is no amount`
      : `${name} has no memory limit`;
    if (given) {
      const evidence = { related: given.related };
      if (given.sure) return context.shown(container.span, `${given.by} limits the memory of ${name}`, evidence);
      const ask = `Does it limit ${name} wherever it runs?`;
      return context.cannotTell(container.span, `${message} here; ${given.by} may set one`, ask, evidence);
    }
    if (isCompanion(container)) {
      return context.cannotTell(container.span, message, `Is what ${name} takes bounded by what it does?`);
    }
    if (container.owner.ends) {
      const ask = 'Is what the job takes bounded by what it does?';
      return context.cannotTell(container.span, message, ask);
    }
    if (!limit && resources.requests.memory && isConvention(context.inWorkspace('container'))) {
      const ask = 'Is it meant that requests alone are given, and are they what it takes at peak?';
      return context.cannotTell(container.span, `${message}, like nearly all containers here`, ask);
    }
    const harm = resources.requests.memory
      ? `it asks for ${resources.requests.memory.text} and may take all that the node has`
      : 'it may take all that the node has';
    context.violated(container.span, `${message}${limit ? ', and' : ':'} ${harm}`, {
      fixes: fixesFor(container, context),
    });
  },
});

/** Whether a workspace gives requests of memory and, as a rule, no limits: OpenShift asks for that of its own components. */
const isConvention = oncePer((all: readonly Located<Container>[]) => {
  const asking = all.filter(({ fact }) => fact.role === 'main' && !fact.partial && fact.resources.requests.memory);
  const limited = asking.filter(({ fact }) => fact.resources.limits.memory);
  return asking.length >= 10 && limited.length * 10 <= asking.length;
});

function fixesFor({ resources }: Container, { file }: { file: string }): Fix[] {
  const { requests, limits, insertAt } = resources;
  if (!requests.memory || !isAmount(requests.memory)) return [];
  const memory = requests.memory.text;
  if (!/^[\d.]+[a-zA-Z]*$/.test(memory)) return [];
  const edit: Edit | undefined = limits.memory
    ? { span: limits.memory.span, text: memory }
    : limits.insertAt
      ? insertKeys(limits.insertAt, { memory })
      : limits.span || !insertAt
        ? undefined
        : limitsBefore(requests, insertAt, memory);
  if (!edit) return [];
  const title = `Limit memory to the ${memory} that it asks for, if that is its peak`;
  return [{ title, safety: 'suggestion', changes: [{ file, edits: [edit] }] }];
}

/** Before the requests, so that a request that another fix adds at their end keeps its place. */
function limitsBefore({ span }: Resources['requests'], insertAt: Insertion, memory: string): Edit | undefined {
  if (!span || insertAt.style) return insertKeys(insertAt, { limits: { memory } });
  const text = `limits:\n${insertAt.indent}  memory: ${memory}\n${insertAt.indent}`;
  return { span: { start: span.start, end: span.start }, text };
}
