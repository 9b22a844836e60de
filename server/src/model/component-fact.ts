import type { Text } from './observation.ts';
import type { Span } from './span.ts';

/** The package managers whose build files are read. */
export const packageManagers = ['npm', 'go', 'pypi', 'maven'] as const;
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
  /** Names of the entities that it depends on, with their kind in lower case. */
  readonly dependsOn: readonly (Text & { readonly of: string })[];
}
