import type { Text } from './observation.ts';
import type { Span } from './span.ts';

/** Who must review changes, as a CODEOWNERS file says it. */
export interface CodeOwners {
  readonly kind: 'code-owners';
  /** The first line with a pattern. */
  readonly span: Span;
  /** In the order of the file: the last pattern that matches a path decides. */
  readonly entries: readonly {
    readonly span: Span;
    readonly pattern: string;
    /** Users, teams and addresses; none where the pattern takes an owner away. */
    readonly owners: readonly string[];
  }[];
}

/** What Dependabot or Renovate updates, as its configuration says it. */
export interface DependencyUpdates {
  readonly kind: 'dependency-updates';
  readonly span: Span;
  readonly by: 'Dependabot' | 'Renovate';
  /** It is switched off as a whole. */
  readonly off?: true;
  /** Dependabot: one entry an ecosystem and its folders. */
  readonly updates: readonly {
    readonly span: Span;
    /** As Dependabot names it: `npm`, `gomod`, `pip`, `docker`. */
    readonly ecosystem: string;
    /** Folders without leading slash, `` for the root; they may hold globs. */
    readonly folders: readonly string[];
    /** No pull requests for new versions are opened. */
    readonly off?: true;
  }[];
  /** Renovate: the only managers that are on; absent where all are. */
  readonly managers?: readonly string[];
  /** Renovate: paths that it leaves out, and the only ones that it reads. */
  readonly ignores?: readonly string[];
  readonly includes?: readonly string[];
}

/** A load test that a tool can run. */
export interface LoadTest {
  readonly kind: 'load-test';
  readonly span: Span;
  readonly by: 'k6' | 'Locust' | 'Gatling' | 'JMeter' | 'Artillery' | 'Vegeta' | 'wrk' | 'hey' | 'ghz' | 'autocannon';
  /** Hosts that are written in it, in lower case and without ports: `web`, `localhost`. */
  readonly hosts: readonly string[];
  /** More than one user, or a rate, is asked for; `unknown` where the person who starts it decides. */
  readonly load: 'several' | 'one' | 'unknown';
}

/** A section of a page that says what to do in an incident or a rollback. */
export interface PageSection {
  readonly about: 'diagnosis' | 'mitigation' | 'rollback' | 'escalation';
  /** The heading. */
  readonly span: Span;
  /** As written. */
  readonly heading: string;
  /** Where the section ends in the text: at the next heading of its level or above. */
  readonly end: number;
  /** Something is written below the heading, beyond a placeholder. */
  readonly filled: boolean;
}

/** How a service is paged, as the annotations of its component in Backstage say it. */
export interface PagedBy extends Text {
  /** `PagerDuty`, `Opsgenie`, … */
  readonly tool: string;
}
