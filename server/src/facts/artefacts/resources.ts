import type { Quantities, ResourceDefaults, Resources, ResourceTuner } from '../../model/cluster-fact.ts';
import type { Span } from '../../model/span.ts';
import { dig, entryOf, itemsOf, scalarOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, endOfLine, indentOf, insertionInto, placed, placedText } from './artefact.ts';
import type { Insertion } from '../../model/insertion.ts';

/** What stands under `resources` of a container or a pod. */
export function resourcesOf(artefact: Artefact, owner: YamlNode | undefined): Resources {
  const entry = entryOf(owner, 'resources');
  const insertAt = insertionUnder(artefact, owner, 'resources');
  return {
    ...(entry?.key ? { span: placed(artefact, entry.key.span) } : {}),
    ...(entry?.value && artefact.sent ? { value: placed(artefact, entry.value.span) } : {}),
    requests: quantitiesOf(artefact, entry?.value, 'requests'),
    limits: quantitiesOf(artefact, entry?.value, 'limits'),
    ...(insertAt ? { insertAt } : {}),
  };
}

function quantitiesOf(artefact: Artefact, resources: YamlNode | undefined, key: string): Quantities {
  const entry = entryOf(resources, key);
  const insertAt = insertionUnder(artefact, resources, key);
  const given = Object.fromEntries(
    (['cpu', 'memory'] as const).flatMap((name) => {
      const text = placedText(artefact, dig(entry?.value, name));
      return text ? [[name, text]] : [];
    }),
  );
  return {
    ...(entry?.key ? { span: placed(artefact, entry.key.span) } : {}),
    ...given,
    ...(insertAt ? { insertAt } : {}),
  };
}

/** Where a key can be inserted under a key of a map: into the map there, or below the key that has no value yet. */
function insertionUnder(artefact: Artefact, owner: YamlNode | undefined, key: string): Insertion | undefined {
  const entry = entryOf(owner, key);
  if (!entry?.key) return undefined;
  const own = owner?.type === 'map' && owner.entries.includes(entry);
  const keySpan = placed(artefact, entry.key.outer ?? entry.key.span);
  if (!own || entry.shared) return { offset: keySpan.end, indent: '', style: 'shared' };
  if (entry.value?.type === 'map') return insertionInto(artefact, entry.value);
  if (owner.flow || scalarOf(entry.value) || entry.value?.type === 'list') return undefined;
  if (entry.value && artefact.text.slice(keySpan.end, placed(artefact, entry.value.span).end).includes('~'))
    return undefined;
  return { offset: endOfLine(artefact.text, keySpan.end), indent: `${indentOf(artefact.text, keySpan.start)}  ` };
}

const resourceNames = ['cpu', 'memory'] as const;

/** A LimitRange; Kubernetes takes the default limit (or `max`) for the request too where no default request is given. */
export function resourceDefaults(artefact: Artefact, span: Span): ResourceDefaults[] {
  const { root } = artefact;
  const namespace = textOf(dig(root, 'metadata', 'namespace'));
  const items = itemsOf(dig(root, 'spec', 'limits')).filter((item) => textOf(dig(item, 'type')) === 'Container');
  const named = (...keys: string[]) =>
    resourceNames.filter((name) => items.some((item) => keys.some((key) => dig(item, key, name))));
  const limits = named('default', 'max');
  const requests = named('defaultRequest', 'default', 'max', 'min');
  if (limits.length + requests.length === 0) return [];
  return [{ kind: 'resource-defaults', span, ...(namespace === undefined ? {} : { namespace }), requests, limits }];
}

/** A VerticalPodAutoscaler, unless it only recommends. */
export function resourceTuner({ root }: Artefact, span: Span): ResourceTuner[] {
  const target = dig(root, 'spec', 'targetRef');
  const name = textOf(dig(target, 'name'));
  const mode = textOf(dig(root, 'spec', 'updatePolicy', 'updateMode'));
  const policies = itemsOf(dig(root, 'spec', 'resourcePolicy', 'containerPolicies'));
  const isOff = policies.length > 0 && policies.every((policy) => textOf(dig(policy, 'mode')) === 'Off');
  if (name === undefined || mode === 'Off' || isOff) return [];
  return [{ kind: 'resource-tuner', span, target: { workload: textOf(dig(target, 'kind')) ?? 'Deployment', name } }];
}
