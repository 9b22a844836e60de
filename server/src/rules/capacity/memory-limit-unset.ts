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
import { say } from '../../words/say.ts';

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
    if (limit && isAmount(limit))
      return context.shown(limit.span, say('memory-limit-unset.is-limited-to-of-memory', { name, limit: limit.text }));
    const gives = (other: Container) => other.resources.limits.memory !== undefined;
    const given =
      resourcesFor(container, { part: 'limits', names: ['memory'] }, context) ??
      patchFor(container, { keys: ['limits'], gives }, context);
    const message = limit
      ? say('memory-limit-unset.has-no-memory-limit-is', { name, limit: limit.text || '(empty)' })
      : say('memory-limit-unset.has-no-memory-limit', { name });
    if (given) {
      const evidence = { related: given.related };
      if (given.sure)
        return context.shown(
          container.span,
          say('memory-limit-unset.limits-the-memory-of', { by: given.by, name }),
          evidence,
        );
      const ask = say('memory-limit-unset.does-it-limit-in-every', { name });
      return context.cannotTell(
        container.span,
        say('memory-limit-unset.here-may-set-one', { message, by: given.by }),
        ask,
        evidence,
      );
    }
    if (isCompanion(container)) {
      return context.cannotTell(container.span, message, say('memory-limit-unset.is-the-memory-use-of', { name }));
    }
    if (container.owner.ends) {
      const ask = say('memory-limit-unset.is-the-memory-use-of-the');
      return context.cannotTell(container.span, message, ask);
    }
    if (!limit && resources.requests.memory && isConvention(context.inWorkspace('container'))) {
      const ask = say('memory-limit-unset.do-the-requests-cover-its');
      return context.cannotTell(
        container.span,
        say('memory-limit-unset.like-nearly-all-containers-here', { message }),
        ask,
      );
    }
    const harm = resources.requests.memory
      ? say('memory-limit-unset.it-requests-but-can-exhaust', { memory: resources.requests.memory.text })
      : say('memory-limit-unset.it-can-exhaust-the-memory');
    // Where a values file gives them, that is where it is missing.
    const span = resources.value?.from?.length ? resources.value : container.span;
    context.violated(span, say('joint.more', { message, more: harm }), {
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
  const title = say('memory-limit-unset.set-limits-memory-to-its', { memory });
  return [{ title, safety: 'suggestion', changes: [{ file, edits: [edit] }] }];
}

/** Before the requests, so that a request that another fix adds at their end keeps its place. */
function limitsBefore({ span }: Resources['requests'], insertAt: Insertion, memory: string): Edit | undefined {
  if (!span || span.from || insertAt.style) return insertKeys(insertAt, { limits: { memory } });
  const text = `limits:\n${insertAt.indent}  memory: ${memory}\n${insertAt.indent}`;
  return { span: { start: span.start, end: span.start }, text };
}

/** What is asked of a chart that is not here. */
const elsewhere = { 'memory-limit': say('memory-limit-unset.does-the-chart-set-this') };
