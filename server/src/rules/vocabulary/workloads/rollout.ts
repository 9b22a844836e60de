import type { Workload } from '../../../model/artefact-fact.ts';
import type { Text } from '../../../model/observation.ts';
import { say } from '../../../words/say.ts';

/** What one step of an update does to the pods of a workload. */
export type Step =
  | { readonly verdict: 'fine'; readonly message: string; readonly cause?: Text }
  | { readonly verdict: 'unknown'; readonly message: string; readonly ask: string; readonly cause?: Text }
  | {
      readonly verdict: 'wide';
      readonly message: string;
      readonly cause: Text;
      readonly pods: number;
      readonly away?: number;
    };

/**
 * How many pods an update takes away at once, as Kubernetes counts; undefined for a workload that does not roll.
 * Wide is more than a third. What was not given keeps the platform's default, and the defaults are never wide.
 */
export function rolloutStep(workload: Workload, replicas: number | undefined): Step | undefined {
  switch (workload.workload) {
    case 'Deployment':
    case 'DeploymentConfig':
    case 'Rollout':
      return deploymentStep(workload, replicas);
    case 'StatefulSet':
      return statefulStep(workload, replicas);
    case 'DaemonSet':
      return daemonStep(workload);
    default:
      return undefined;
  }
}

const howMany = say('pdb.how-many-pods-run');

function deploymentStep({ strategy, replicas: given }: Workload, replicas: number | undefined): Step {
  if (strategy?.type?.text === 'Recreate') return all(strategy.type, replicas, 'stops');
  const cause = strategy?.maxUnavailable ?? strategy?.maxSurge;
  if (!cause) return { verdict: 'fine', message: say('rollout.an-update-stops-at-most') };
  if (replicas === undefined)
    return { verdict: 'unknown', message: say('rollout.the-number-of-pods-could'), ask: howMany, cause };
  const share = part(strategy?.maxUnavailable?.text ?? '25%');
  const surge = part(strategy?.maxSurge?.text ?? '25%');
  if (!share || !surge)
    return {
      verdict: 'unknown',
      message: say('rollout.is-not-a-number-of', { cause: cause.text }),
      ask: howMany,
      cause,
    };
  // Kubernetes rounds what is away down and what is added up, and takes one pod where both come to nothing.
  const away = Math.floor(share(replicas) + 1e-9);
  const added = Math.ceil(surge(replicas) - 1e-9);
  const step = ofPods(cause, away === 0 && added === 0 ? 1 : away, replicas);
  const percent = /^(\d+)%$/.exec(cause.text)?.[1];
  if (step.verdict === 'fine' && given === undefined && cause === strategy?.maxUnavailable && Number(percent) > 34) {
    const message = say('rollout.of-the-pods-can-stop', { cause: cause.text });
    return { verdict: 'unknown', message, ask: howMany, cause };
  }
  return step;
}

function statefulStep({ strategy }: Workload, replicas: number | undefined): Step {
  if (strategy?.type?.text === 'OnDelete') return all(strategy.type, replicas, 'waits');
  const cause = strategy?.maxUnavailable;
  if (!cause || cause.text === '1')
    return { verdict: 'fine', message: say('rollout.an-update-stops-one-pod'), ...(cause ? { cause } : {}) };
  const share = part(cause.text);
  if (!share || replicas === undefined)
    return {
      verdict: 'unknown',
      message: say('rollout.pods-can-stop-at-once', { cause: cause.text }),
      ask: howMany,
      cause,
    };
  const away = Math.max(1, Math.ceil(share(replicas) - 1e-9));
  if (away === 1) return { verdict: 'fine', message: say('rollout.an-update-stops-one-pod'), cause };
  return ofPods(cause, away, replicas);
}

function daemonStep({ strategy }: Workload): Step {
  if (strategy?.type?.text === 'OnDelete') return all(strategy.type, undefined, 'waits');
  const cause = strategy?.maxUnavailable;
  if (!cause || cause.text === '1' || cause.text === '0')
    return { verdict: 'fine', message: say('rollout.an-update-stops-the-pods'), ...(cause ? { cause } : {}) };
  const percent = /^(\d+)%$/.exec(cause.text)?.[1];
  if (percent === undefined)
    return {
      verdict: 'unknown',
      message: say('rollout.an-update-stops-the-pods-of', { cause: cause.text }),
      ask: say('rollout.how-many-nodes-are-there'),
      cause,
    };
  if (Number(percent) <= 34)
    return { verdict: 'fine', message: say('rollout.an-update-stops-the-pods-of-of', { cause: cause.text }), cause };
  return {
    verdict: 'wide',
    message: say('rollout.one-update-stops-the-pods', { cause: cause.text }),
    cause,
    pods: 2,
  };
}

function all(type: Text, replicas: number | undefined, how: 'stops' | 'waits'): Step {
  if (how === 'waits') {
    const message = say('rollout.ondelete-does-not-limit-how');
    return { verdict: 'wide', message, cause: type, pods: replicas ?? 2 };
  }
  const pods =
    replicas === undefined
      ? say('rollout.all-pods')
      : replicas === 1
        ? say('rollout.the-only-pod')
        : say('rollout.all-pods-2', { replicas });
  return {
    verdict: 'wide',
    message: say('rollout.recreate-one-update-stops-100', { pods }),
    cause: type,
    pods: replicas ?? 2,
  };
}

function ofPods(cause: Text, away: number, replicas: number): Step {
  const percent = Math.round((100 * away) / replicas);
  const message = say('rollout.one-update-stops-of-pods', {
    away: Math.min(away, replicas),
    replicas,
    percent: Math.min(percent, 100),
  });
  if (away * 3 > replicas) return { verdict: 'wide', message, cause, pods: replicas, away };
  return { verdict: 'fine', message, cause };
}

/** The pods that a number or a percentage comes to; undefined for anything else. */
function part(text: string): ((replicas: number) => number) | undefined {
  const [, number, percent] = /^(\d+)(%?)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  return (replicas) => (percent === '%' ? (Number(number) * replicas) / 100 : Number(number));
}
