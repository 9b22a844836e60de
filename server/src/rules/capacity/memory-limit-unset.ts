import type { Container } from '../../model/artefact-fact.ts';
import type { Resources } from '../../model/cluster-fact.ts';
import { rule, type Located } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import type { Edit } from '../../model/span.ts';
import { isAmount, isJudgedForResources, patchFor, resourcesFor } from '../vocabulary/workloads/completion.ts';
import { isCompanion } from '../vocabulary/workloads/pods.ts';
import { oncePer } from '../vocabulary/lookup.ts';
import { insertKeys } from '../vocabulary/insertion.ts';
import type { Insertion } from '../../model/insertion.ts';
import { leaveOpen } from '../vocabulary/workloads/release-values.ts';

export const memoryLimitUnset = rule({
  severity: 'information',
  harm: 'errors',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  misses: ['limits'],
  reads: ['container', 'release-value'],
  check(container, context) {
    if (container.kind === 'release-value') return leaveOpen(container, context, elsewhere);
    if (!isJudgedForResources(container)) return;
    const { name, resources, podResources } = container;
    const limit = resources.limits.memory ?? podResources?.limits.memory;
    if (limit && isAmount(limit)) return context.shown(limit.span, `${name} is limited to ${limit.text} of memory`);
    const gives = (other: Container) => other.resources.limits.memory !== undefined;
    const given =
      resourcesFor(container, { part: 'limits', names: ['memory'] }, context) ??
      patchFor(container, { keys: ['limits'], gives }, context);
    const message = limit
      ? `${name} has no memory limit: ${limit.text || '(empty)'} is not a quantity`
      : `${name} has no memory limit`;
    if (given) {
      const evidence = { related: given.related };
      if (given.sure) return context.shown(container.span, `${given.by} limits the memory of ${name}`, evidence);
      const ask = `Does it limit ${name} in every environment?`;
      return context.cannotTell(container.span, `${message} here; ${given.by} may set one`, ask, evidence);
    }
    if (isCompanion(container)) {
      return context.cannotTell(container.span, message, `Is the memory use of ${name} bounded by its workload?`);
    }
    if (container.owner.ends) {
      const ask = 'Is the memory use of the job bounded by its input?';
      return context.cannotTell(container.span, message, ask);
    }
    if (!limit && resources.requests.memory && isConvention(context.inWorkspace('container'))) {
      const ask = 'Do the requests cover its peak memory use?';
      return context.cannotTell(container.span, `${message}, like nearly all containers here`, ask);
    }
    const harm = resources.requests.memory
      ? `it requests ${resources.requests.memory.text} but can exhaust the memory of its node`
      : 'it can exhaust the memory of its node';
    // Where a values file gives them, that is where it is missing.
    const span = resources.value?.from?.length ? resources.value : container.span;
    context.violated(span, `${message}; ${harm}`, {
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
  const title = `Set limits.memory to its request, ${memory}`;
  return [{ title, safety: 'suggestion', changes: [{ file, edits: [edit] }] }];
}

/** Before the requests, so that a request that another fix adds at their end keeps its place. */
function limitsBefore({ span }: Resources['requests'], insertAt: Insertion, memory: string): Edit | undefined {
  if (!span || span.from || insertAt.style) return insertKeys(insertAt, { limits: { memory } });
  const text = `limits:\n${insertAt.indent}  memory: ${memory}\n${insertAt.indent}`;
  return { span: { start: span.start, end: span.start }, text };
}

/** What is asked of a chart that is not here. */
const elsewhere = { 'memory-limit': 'Does the chart set this limit on its containers?' };
