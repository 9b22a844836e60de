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
  if (missing.length === 0) return context.shown(span, `${name} requests CPU and memory`);
  context.violated(span, `${name} has no ${wordsOf(missing)} reservation or limit; it can use the whole host`);
}

function checkContainer(container: Container, context: RuleContext): void {
  if (!isJudgedForResources(container)) return;
  const { name, resources, podResources, owner } = container;
  const missing = (['cpu', 'memory'] as const).filter(
    (each) => !asksFor(resources, each) && !(podResources && asksFor(podResources, each)),
  );
  if (missing.length === 0) {
    const span = resources.requests.span ?? resources.span ?? container.span;
    return context.shown(span, `${name} requests CPU and memory`);
  }
  // A limit counts as a request: without a request of memory there is no limit of it either.
  const limits = missing.includes('memory') ? ' or limit' : '';
  const message = `${name} has no ${wordsOf(missing)} request${limits}`;
  const gives = (other: Container) => missing.some((each) => asksFor(other.resources, each));
  const given =
    resourcesFor(container, { part: 'requests', names: missing }, context) ??
    patchFor(container, { keys: ['resources', 'requests', 'limits', ...missing], gives }, context);
  if (given) {
    const evidence = { related: given.related };
    if (given.sure) return context.shown(container.span, `${given.by} sets requests for ${name}`, evidence);
    const ask = `Does it set requests for ${name} in every environment?`;
    return context.cannotTell(container.span, `${message} here; ${given.by} may set one`, ask, evidence);
  }
  if (owner.ends) {
    const ask = 'Does the job run on nodes without user-facing services?';
    return context.cannotTell(container.span, message, ask);
  }
  // Where a values file gives them, that is where they are missing.
  const span = resources.value?.from?.length ? resources.value : container.span;
  context.violated(span, `${message}: ${harmOf(missing)}`, {
    fixes: fixesFor(container, missing, context),
  });
}

function wordsOf(missing: readonly string[]): string {
  return missing.map((each) => (each === 'cpu' ? 'CPU' : each)).join(' or ');
}

function harmOf(missing: readonly string[]): string {
  if (missing.length === 2) return 'it is BestEffort: placed on any node and evicted first';
  return missing[0] === 'cpu'
    ? 'it gets only leftover CPU on a busy node'
    : 'it can land on a full node and is evicted first';
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
  const values = missing.map((name) => `${start[name]}${name === 'cpu' ? ' CPU' : ' memory'}`).join(' and ');
  const title = `Set initial requests: ${values}`;
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
const elsewhere = { requests: 'Does the chart set these requests on its containers?' };
