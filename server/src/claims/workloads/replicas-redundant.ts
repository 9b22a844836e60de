import type { ClaimReader, ClaimReading } from '../../model/claim.ts';
import type { Workload } from '../../model/artefact-fact.ts';
import type { Located } from '../../model/rule.ts';
import { podsOf, type Pods } from '../../rules/vocabulary/workloads/replicas.ts';
import { givenElsewhere, productionWorkloads } from '../deployed.ts';

/** Several pods of each workload of the service run in production, so that the loss of one is no outage. */
export const replicasRedundant: ClaimReader = {
  id: 'replicas-redundant',
  looks:
    'The number of replicas of its Deployments, StatefulSets and Rollouts in production, or the minimum of their autoscaler.',
  read(view) {
    const workloads = productionWorkloads(view);
    const counted = workloads.flatMap((located) => {
      const pods = podsOf(located.fact, located.file, view);
      return pods ? [{ located, pods }] : [];
    });
    const scaled = counted.find(({ pods }) => pods.count === 0);
    if (scaled)
      return {
        verdict: 'cannot-tell',
        because: `${wordsFor(scaled)}; something else starts its pods`,
        ask: 'How many replicas run in production?',
        places: [placeOf(scaled)],
      };
    const single = counted.find(({ pods }) => pods.count < 2);
    if (single) return said(single, single.pods.written ? 'violated' : 'cannot-tell');
    const [first] = counted;
    if (first && counted.length === workloads.length) return { ...said(first, 'shown'), places: counted.map(placeOf) };
    if (first)
      return {
        verdict: 'cannot-tell',
        because: 'The number of replicas of some workloads is not set in one place',
        ask: 'How many replicas run in production?',
        places: counted.map(placeOf),
      };
    const given = givenElsewhere(view, 'replicas');
    if (given[0])
      return {
        verdict: 'cannot-tell',
        because: given[0].message,
        ask: 'How many replicas run in production?',
        places: given,
      };
    return view.service.workloads.length === 0
      ? {
          verdict: 'cannot-tell',
          because: 'No manifest in the workspace deploys it',
          ask: 'How many instances run in production?',
          places: [],
        }
      : { verdict: 'not-applicable', because: 'None of its workloads runs a fixed number of replicas', places: [] };
  },
};

interface Counted {
  readonly located: Located<Workload>;
  readonly pods: Pods;
}

function wordsFor({ located: { fact }, pods }: Counted): string {
  const { count, scaler } = pods;
  const many = `${count} ${count === 1 ? 'replica' : 'replicas'}`;
  return scaler
    ? `${fact.workload} ${fact.name} is scaled to at least ${many}`
    : `${fact.workload} ${fact.name} runs ${many}`;
}

function placeOf(counted: Counted) {
  const { located, pods } = counted;
  const at = pods.scaler ?? pods.by;
  return {
    file: at?.file ?? located.file,
    span: at?.fact.span ?? located.fact.replicas?.span ?? located.fact.span,
    message: wordsFor(counted),
  };
}

function said(counted: Counted, verdict: 'shown' | 'violated' | 'cannot-tell'): ClaimReading {
  const { fact } = counted.located;
  if (verdict !== 'cannot-tell') return { verdict, because: wordsFor(counted), places: [placeOf(counted)] };
  return {
    verdict,
    because: `${fact.workload} ${fact.name} does not set its number of replicas`,
    ask: 'How many replicas run in production?',
    places: [placeOf(counted)],
  };
}
