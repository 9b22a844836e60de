import type { DeployedService, DeployedWorkload, Program } from '../../model/production.ts';
import type { Place } from '../../model/span.ts';
import type { Target } from './hosts.ts';
import type { ProductionInput } from '../input.ts';

/** What dependencies are read from. */
export interface DependencyInput {
  readonly services: readonly DeployedService[];
  readonly workloads: readonly DeployedWorkload[];
  readonly programs: readonly Program[];
  readonly facts: ProductionInput['facts'];
}

/** Notes that one service needs another, and what shows it. */
export type Add = (from: string, target: Pick<Target, 'name' | 'kind'>, shown: { via: string; at: Place }) => void;
