import type { BudgetMaker, DisruptionBudget, KeyedText, LabelSelector, Spread } from '../../model/cluster-fact.ts';
import type { Span } from '../../model/span.ts';
import { dig, entriesOf, entryOf, itemsOf, stringsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from './artefact.ts';

/** A PodDisruptionBudget. */
export function disruptionBudget(artefact: Artefact, span: Span): DisruptionBudget {
  const { root } = artefact;
  const namespace = textOf(dig(root, 'metadata', 'namespace'));
  const minAvailable = keyedText(artefact, 'minAvailable');
  const maxUnavailable = keyedText(artefact, 'maxUnavailable');
  // Before policy/v1 an empty selector was for no pod.
  const old = /beta/.test(textOf(dig(root, 'apiVersion')) ?? '');
  return {
    kind: 'disruption-budget',
    span,
    name: textOf(dig(root, 'metadata', 'name')) ?? '',
    ...(namespace === undefined ? {} : { namespace }),
    selector: selectorOf(dig(root, 'spec', 'selector'), { emptyIsNone: old }),
    ...(minAvailable ? { minAvailable } : {}),
    ...(maxUnavailable ? { maxUnavailable } : {}),
  };
}

/**
 * A role that may create PodDisruptionBudgets and may only read workloads: a controller that makes budgets for those of others.
 * (An operator that makes the budgets of its own workloads creates these too.) Of Kyverno, a policy that generates budgets.
 */
export function budgetMaker(artefact: Artefact, span: Span): BudgetMaker[] {
  const { root } = artefact;
  const name = textOf(dig(root, 'metadata', 'name')) ?? '';
  const kind = textOf(dig(root, 'kind')) ?? '';
  const made: BudgetMaker = { kind: 'budget-maker', span, name };
  const rules = itemsOf(
    dig(root, kind.endsWith('Role') ? 'rules' : 'spec', ...(kind.endsWith('Role') ? [] : ['rules'])),
  );
  if (!kind.endsWith('Role'))
    return rules.some((rule) => textOf(dig(rule, 'generate', 'kind')) === 'PodDisruptionBudget') ? [made] : [];
  const verbsFor = (resources: readonly string[]) =>
    rules
      .filter((rule) => itemsOf(dig(rule, 'resources')).some((each) => resources.includes(textOf(each) ?? '')))
      .flatMap((rule) => itemsOf(dig(rule, 'verbs')).flatMap((verb) => textOf(verb) ?? []));
  const isMade = verbsFor(['poddisruptionbudgets']).some((verb) => verb === 'create' || verb === '*');
  const workloads = verbsFor(['deployments', 'statefulsets', 'replicasets']);
  const isReader = workloads.length > 0 && workloads.every((verb) => /^(get|list|watch)$/.test(verb));
  const namespace = kind === 'Role' ? textOf(dig(root, 'metadata', 'namespace')) : undefined;
  return isMade && isReader ? [{ ...made, ...(namespace === undefined ? {} : { namespace }) }] : [];
}

function keyedText(artefact: Artefact, key: string): KeyedText | undefined {
  const entry = entryOf(dig(artefact.root, 'spec'), key);
  const text = placedText(artefact, entry?.value);
  return entry?.key && text ? { ...text, keySpan: placed(artefact, entry.key.span) } : undefined;
}

/** A label selector as it is written. */
export function selectorOf(node: YamlNode | undefined, { emptyIsNone }: { emptyIsNone: boolean }): LabelSelector {
  const labels = stringsOf(dig(node, 'matchLabels'));
  const expressions = itemsOf(dig(node, 'matchExpressions')).map((item) => ({
    key: textOf(dig(item, 'key')) ?? '',
    operator: textOf(dig(item, 'operator')) ?? '',
    values: itemsOf(dig(item, 'values')).flatMap((value) => textOf(value) ?? []),
  }));
  const empty = Object.keys(labels).length + expressions.length === 0;
  const none = node === undefined || (empty && emptyIsNone);
  return { labels, expressions, ...(none ? { none: true } : {}) };
}

/** What keeps the pods of a template apart, on nodes or zones; what is said of other pods only is left out. */
export function spreadOf(artefact: Artefact, pod: YamlNode | undefined, labels: Labels): Spread[] {
  const anti = entryOf(dig(pod, 'affinity'), 'podAntiAffinity');
  const topology = entryOf(pod, 'topologySpreadConstraints');
  const terms = entriesOf(anti?.value).flatMap(({ value }) =>
    itemsOf(value).map((item) => dig(item, 'podAffinityTerm') ?? item),
  );
  const own = (term: YamlNode) => isFor(dig(term, 'labelSelector'), labels);
  const found: Spread[] = [];
  const required = itemsOf(dig(anti?.value, 'requiredDuringSchedulingIgnoredDuringExecution'));
  const byNode = required.some((term) => own(term) && textOf(dig(term, 'topologyKey')) === 'kubernetes.io/hostname');
  const oneEach = byNode ? { oneEach: true as const } : {};
  if (anti?.key && terms.some(own))
    found.push({ by: 'podAntiAffinity', span: placed(artefact, anti.key.span), ...oneEach });
  if (topology?.key && itemsOf(topology.value).some(own))
    found.push({ by: 'topologySpreadConstraints', span: placed(artefact, topology.key.span) });
  return found;
}

type Labels = Readonly<Record<string, string>>;

/** Whether a selector may be for pods with these labels: what cannot be told counts. */
function isFor(selector: YamlNode | undefined, labels: Labels): boolean {
  const { labels: wanted, expressions } = selectorOf(selector, { emptyIsNone: false });
  const differs = (value: string, given: string | undefined) =>
    given === undefined ? Object.keys(labels).length > 0 : given !== value && !/[${]/.test(value + given);
  return (
    !Object.entries(wanted).some(([key, value]) => differs(value, labels[key])) &&
    !expressions.some(
      ({ key, operator, values }) => operator === 'In' && values.every((value) => differs(value, labels[key])),
    )
  );
}
