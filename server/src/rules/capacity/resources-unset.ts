import type { Container } from '../../model/artefact-fact.ts';
import type { Resources } from '../../model/cluster-fact.ts';
import type { ComposeService } from '../../model/image-fact.ts';
import { rule, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import type { Edit } from '../../model/span.ts';
import { asksFor, isJudgedForResources, patchFor, resourcesFor } from '../vocabulary/workloads/completion.ts';
import { insertKeys, type KeyTree } from '../vocabulary/insertion.ts';
import type { Insertion } from '../../model/insertion.ts';
import { leaveOpen } from '../vocabulary/workloads/release-values.ts';
import { allOf, anyOf, say } from '../../words/say.ts';

export const resourcesUnset = rule({
  severity: 'warning',
  harm: 'errors',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  misses: ['requests'],
  reads: ['container', 'compose-service', 'release-value'],
  check(fact, context) {
    if (fact.kind === 'release-value') return leaveOpen(fact, context, elsewhere);
    if (fact.kind === 'container') checkContainer(fact, context);
    // Most compose files are for developers' machines: only one that says where it is deployed is asked.
    else if (fact.deployed) checkService(fact, context);
  },
});

function checkService({ span, name, resources }: ComposeService, context: RuleContext): void {
  const missing = (['cpu', 'memory'] as const).filter((each) => !resources[each]);
  if (missing.length === 0) return context.shown(span, say('resources-unset.requests-cpu-and-memory', { name }));
  context.violated(span, say('resources-unset.has-no-reservation-or-limit', { name, words: wordsOf(missing) }));
}

function checkContainer(container: Container, context: RuleContext): void {
  if (!isJudgedForResources(container)) return;
  const { name, resources, podResources, owner } = container;
  const missing = (['cpu', 'memory'] as const).filter(
    (each) => !asksFor(resources, each) && !(podResources && asksFor(podResources, each)),
  );
  if (missing.length === 0) {
    const span = resources.requests.span ?? resources.span ?? container.span;
    return context.shown(span, say('resources-unset.requests-cpu-and-memory', { name }));
  }
  // A limit counts as a request: without a request of memory there is no limit of it either.
  const limits = missing.includes('memory') ? say('resources-unset.or-limit') : '';
  const message = say('resources-unset.has-no-request', { name, words: wordsOf(missing), limits });
  const gives = (other: Container) => missing.some((each) => asksFor(other.resources, each));
  const given =
    resourcesFor(container, { part: 'requests', names: missing }, context) ??
    patchFor(container, { keys: ['resources', 'requests', 'limits', ...missing], gives }, context);
  if (given) {
    const evidence = { related: given.related };
    if (given.sure)
      return context.shown(container.span, say('resources-unset.sets-requests-for', { by: given.by, name }), evidence);
    const ask = say('resources-unset.does-it-set-requests-for', { name });
    return context.cannotTell(
      container.span,
      say('memory-limit-unset.here-may-set-one', { message, by: given.by }),
      ask,
      evidence,
    );
  }
  if (owner.ends) {
    const ask = say('resources-unset.does-the-job-run-on');
    return context.cannotTell(container.span, message, ask);
  }
  // Where a values file gives them, that is where they are missing.
  const span = resources.value?.from?.length ? resources.value : container.span;
  context.violated(span, say('joint.because', { message, because: harmOf(missing) }), {
    fixes: fixesFor(container, missing, context),
  });
}

function wordsOf(missing: readonly string[]): string {
  return anyOf(missing.map((each) => (each === 'cpu' ? 'CPU' : say('word.memory'))));
}

function harmOf(missing: readonly string[]): string {
  if (missing.length === 2) return say('resources-unset.it-is-besteffort-placed-on');
  return missing[0] === 'cpu'
    ? say('resources-unset.it-gets-only-leftover-cpu')
    : say('resources-unset.it-can-land-on-a');
}

/** Somewhere to start from; measuring tells the right values. */
const start = { cpu: '100m', memory: '128Mi' } as const;

function fixesFor(
  { resources, insertAt }: Container,
  missing: readonly ('cpu' | 'memory')[],
  { file }: { file: string },
): Fix[] {
  const edits = editsFor(resources, insertAt, missing);
  if (edits.length === 0) return [];
  const values = allOf(
    missing.map((name) =>
      say(name === 'cpu' ? 'resources-unset.of-cpu' : 'resources-unset.of-memory', { amount: start[name] }),
    ),
  );
  const title = say('resources-unset.set-initial-requests', { values });
  return [{ title, safety: 'suggestion', changes: [{ file, edits }] }];
}

function editsFor(resources: Resources, insertAt: Insertion, missing: readonly ('cpu' | 'memory')[]): Edit[] {
  const { requests, limits } = resources;
  const zeros = missing.flatMap((name) => (requests[name] ? [{ span: requests[name].span, text: start[name] }] : []));
  const added = Object.fromEntries(missing.flatMap((name) => (requests[name] ? [] : [[name, start[name]]])));
  if (Object.keys(added).length === 0) return zeros;
  // What overcommits memory ends in a kill: the limit is what was asked for.
  const limit = missing.includes('memory') && !limits.span ? { limits: { memory: start.memory } } : {};
  const tree: KeyTree = { requests: added, ...limit };
  const edit = requests.span
    ? requests.insertAt && insertKeys(requests.insertAt, added)
    : resources.span
      ? resources.insertAt && insertKeys(resources.insertAt, tree)
      : insertKeys(insertAt, { resources: tree });
  return edit ? [...zeros, edit] : [];
}

/** What is asked of a chart that is not here. */
const elsewhere = { requests: say('resources-unset.does-the-chart-set-these') };
