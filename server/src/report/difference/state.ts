import type { LinePlace } from '../../model/line-place.ts';
import type { DependencyKind } from '../../model/production.ts';
import type { Severity } from '../../model/site.ts';
import type { StateName } from '../../review/states.ts';

/** The readiness of a workspace at one time, as far as two of them are compared. */
export interface ReadinessState {
  /** Open findings in what is deployed, one for a fault. */
  readonly findings: readonly StateFinding[];
  /** Findings that are ignored with a reason. */
  readonly ignored: readonly StateFinding[];
  /** Files that could not be read in full: what is not found there may be there. */
  readonly unread: readonly { readonly file: string; readonly message: string }[];
  /** Mistakes in what is rendered, and in the team's own files. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
  readonly items: readonly StateItem[];
  readonly services: readonly NamedPlace[];
  readonly dependencies: readonly (NamedPlace & { readonly kind: DependencyKind })[];
  /** `GET /orders/:id`. */
  readonly routes: readonly NamedPlace[];
  /** Metrics of code, with the series that Prometheus has of them. */
  readonly metrics: readonly (NamedPlace & { readonly series: readonly string[] })[];
  /** Alerts, with what they say: expression, waiting time and labels. */
  readonly alerts: readonly (NamedPlace & { readonly says: string })[];
  /** What asks for series, with its kind: `alert HighErrors`, `panel Errors`. */
  readonly users: readonly (NamedPlace & { readonly asks: readonly string[] })[];
}

export interface StateFinding extends LinePlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The text of its line, trimmed. */
  readonly text: string;
}

/** An item of the checklist that a service is asked. */
export interface StateItem {
  readonly service: string;
  readonly id: string;
  readonly title: string;
  readonly state: StateName;
  readonly because: string;
}

/** Something by its name, with its first place; absent where it has none of its own. */
export interface NamedPlace {
  readonly name: string;
  readonly at?: LinePlace;
}
