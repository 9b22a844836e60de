import type { Text } from './observation.ts';
import type { PagedBy } from './people-fact.ts';
import type { Span } from './span.ts';
import type { Insertion } from './insertion.ts';

/** The package managers whose build files are read. */
export const packageManagers = ['npm', 'go', 'pypi', 'maven', 'nuget'] as const;
export type PackageManager = (typeof packageManagers)[number];

/** A library that a build file takes in for production: not for tests, not by way of another library. */
export interface Library {
  readonly kind: 'library';
  /** The name, where it is written. */
  readonly span: Span;
  readonly manager: PackageManager;
  /** As the manager knows it: `pg`, `github.com/lib/pq`, `psycopg2` (with `-` for `_` and `.`), `org.postgresql:postgresql`. */
  readonly name: string;
  /** As written; absent where another file says it. */
  readonly version?: string;
}

/** A component of Backstage's software catalogue (`catalog-info.yaml`). */
export interface Component {
  readonly kind: 'component';
  /** The component's name. */
  readonly span: Span;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** `service`, `website`, `library`, … */
  readonly type?: Text;
  /** `experimental`, `production`, `deprecated`, or what an organisation says. */
  readonly lifecycle?: Text;
  /** The entity, without `group:` and its namespace. */
  readonly owner?: Text;
  /** Value of a label or annotation whose name ends in `tier`. */
  readonly tier?: Text;
  /** How its on-call is paged, by its annotations. */
  readonly pagedBy?: PagedBy;
  /** Names of the entities that it depends on, with their kind in lower case. */
  readonly dependsOn: readonly (Text & { readonly of: string })[];
}

/** What people declare that a service depends on: in its descriptor, or as `dependsOn` of its component in Backstage. */
export interface DeclaredDependencies {
  readonly kind: 'declared-dependencies';
  /** The key that holds the list. */
  readonly span: Span;
  /** Name of the service. */
  readonly service: string;
  readonly format: 'descriptor' | 'Backstage';
  readonly dependencies: readonly (Text & {
    /** The service fails without it; absent where nobody says so. */
    readonly hard?: boolean;
    readonly class?: 'serving' | 'batch';
    readonly thirdParty?: true;
  })[];
  /** Where a further line of the list can be inserted; absent for a list in brackets. */
  readonly insertAt?: Insertion;
}
