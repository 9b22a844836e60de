import type { Place } from './span.ts';

/** How much depends on a service: 1 critical (above 99.9 %), 2 standard (99 to 99.9 %), 3 experimental; Mercari's A, B, C. */
export type Tier = 1 | 2 | 3;

/** What a thing is that runs, or does not. */
export const serviceKinds = ['service', 'job', 'website', 'library', 'tool'] as const;
export type ServiceKind = (typeof serviceKinds)[number];

/** Something that is known of a service, with who or what says so. */
export interface Told<T> {
  readonly value: T;
  /** One phrase: `the descriptor says so`, `assumed until you say`. */
  readonly because: string;
  /** Where it is said or seen; absent for an assumption. */
  readonly at?: Place;
  /** Nobody has said it and no file shows it. */
  readonly assumed?: true;
}

/** What a service is made of, as far as it changes what is asked of it. */
export const traitIds = [
  'requests',
  'calls',
  'third-party',
  'batch-dependency',
  'datastore',
  'migrations',
  'cache',
  'consumer',
  'schedule',
  'users',
  'kubernetes',
  'alerts',
  'shared-rotation',
  'framework',
  'handover',
] as const;
export type TraitId = (typeof traitIds)[number];

export interface Trait {
  readonly id: TraitId;
  /** One phrase: `it makes 3 outgoing calls`. */
  readonly because: string;
  readonly at?: Place;
}

/** What a service calls or keeps data in. */
export interface DeclaredDependency {
  readonly name: string;
  readonly class?: 'serving' | 'batch';
  /** The service fails when it does. */
  readonly hard?: boolean;
  readonly owner?: string;
  readonly at: Place;
}

/** A service as its descriptor and its files tell. */
export interface ServiceProfile {
  readonly title?: string;
  /** What it does for whom. */
  readonly description?: string;
  readonly kind: Told<ServiceKind>;
  readonly tier: Told<Tier>;
  /** Absent when nobody has said it: then what any phase asks is asked. */
  readonly phase?: Told<Phase>;
  readonly owner?: Told<string>;
  readonly contact?: Told<string>;
  /** Who is on call. */
  readonly rotation?: Told<string>;
  /** Whom they call when they cannot help. */
  readonly escalation?: Told<string>;
  readonly dependencies: readonly DeclaredDependency[];
  readonly traits: readonly Trait[];
  /** The file that describes it: ours, or Backstage's; absent when there is none. */
  readonly descriptor?: string;
}

/** Where a service is in its life; the same item asks a different thing in each. */
export const phases = ['design', 'build', 'launch', 'operate'] as const;

export type Phase = (typeof phases)[number];
