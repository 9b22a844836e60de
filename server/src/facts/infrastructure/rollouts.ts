import type { StagedRollout } from '../../model/infrastructure-fact.ts';
import { dig, entriesOf, entryOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed } from '../artefacts/artefact.ts';
import { nameOf, namespaceOf, nameSpan } from './objects.ts';

/** A Rollout of Argo with a strategy of steps; nothing for one without. */
export function argoRollout(artefact: Artefact): StagedRollout[] {
  const strategy = dig(artefact.root, 'spec', 'strategy');
  const canary = entryOf(strategy, 'canary');
  const blueGreen = entryOf(strategy, 'blueGreen');
  if (canary?.key) return [rollout(artefact, { ...ofCanary(canary.value), by: 'Argo Rollouts canary', at: canary })];
  if (!blueGreen?.key) return [];
  const { value } = blueGreen;
  const gates = [
    ...(textOf(dig(value, 'autoPromotionEnabled')) === 'false' || dig(value, 'autoPromotionSeconds')
      ? (['pause'] as const)
      : []),
    ...(dig(value, 'prePromotionAnalysis') ? (['analysis'] as const) : []),
  ];
  return [rollout(artefact, { stages: gates.length > 0 ? 1 : 0, gates, by: 'Argo Rollouts blueGreen', at: blueGreen })];
}

interface Steps {
  readonly stages: number;
  readonly gates: StagedRollout['gates'];
}

function ofCanary(canary: YamlNode | undefined): Steps {
  const steps = itemsOf(dig(canary, 'steps'));
  const weights = steps.flatMap((step) => {
    const weight = Number(
      textOf(dig(step, 'setWeight')) ?? textOf(dig(step, 'setCanaryScale', 'weight')) ?? Number.NaN,
    );
    return weight > 0 && weight < 100 ? [weight] : [];
  });
  const pauses = steps.some((step) => entriesOf(step).some(({ key }) => key?.text === 'pause'));
  const analysis = dig(canary, 'analysis') ?? steps.find((step) => dig(step, 'analysis') ?? dig(step, 'experiment'));
  return {
    stages: weights.length,
    gates: [...(pauses ? (['pause'] as const) : []), ...(analysis ? (['analysis'] as const) : [])],
  };
}

/** A Canary of Flagger. */
export function flaggerCanary(artefact: Artefact): StagedRollout[] {
  const spec = dig(artefact.root, 'spec');
  const name = textOf(dig(spec, 'targetRef', 'name'));
  if (name === undefined || textOf(dig(spec, 'skipAnalysis')) === 'true') return [];
  const at = entryOf(spec, 'analysis') ?? entryOf(spec, 'canaryAnalysis');
  const analysis = at?.value;
  const [step, most] = [
    Number(textOf(dig(analysis, 'stepWeight')) ?? 0),
    Number(textOf(dig(analysis, 'maxWeight')) ?? 100),
  ];
  const weights = itemsOf(dig(analysis, 'stepWeights')).length;
  const iterations = Number(textOf(dig(analysis, 'iterations')) ?? 0);
  const stages = step > 0 ? Math.max(1, Math.floor(most / step)) : weights > 0 ? weights : iterations;
  const measured = itemsOf(dig(analysis, 'metrics')).length + itemsOf(dig(analysis, 'webhooks')).length > 0;
  const target = { workload: textOf(dig(spec, 'targetRef', 'kind')) ?? 'Deployment', name };
  return [
    rollout(artefact, {
      stages,
      gates: measured ? ['analysis'] : [],
      by: 'Flagger Canary',
      ...(at ? { at } : {}),
      target,
    }),
  ];
}

function rollout(
  artefact: Artefact,
  { stages, gates, by, at, target }: Steps & { by: string; at?: YamlEntry; target?: StagedRollout['target'] },
): StagedRollout {
  return {
    kind: 'staged-rollout',
    span: at?.key ? placed(artefact, at.key.span) : nameSpan(artefact),
    by,
    target: target ?? { workload: 'Rollout', name: nameOf(artefact) },
    ...namespaceOf(artefact),
    stages,
    gates,
  };
}
