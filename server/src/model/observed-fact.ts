import type { Span } from './span.ts';
import type { AlertMatcher } from './telemetry-fact.ts';

/** The history of an alert, as `prr observe` recorded it. */
export interface ObservedAlert {
  readonly kind: 'observed-alert';
  readonly span: Span;
  readonly name: string;
  /** ISO date of the observation. */
  readonly day: string;
  /** How often it fired in 30 days. */
  readonly fired: number;
  readonly hours: number;
  /** Hours between 22:00 and 06:00 UTC. */
  readonly nightHours: number;
}

/** What an objective attained, as `prr observe` recorded it. */
export interface ObservedObjective {
  readonly kind: 'observed-objective';
  readonly span: Span;
  readonly name: string;
  readonly service?: string;
  /** ISO date of the observation. */
  readonly day: string;
  /** Share of good events that it required then, 0 to 1. */
  readonly target?: number;
  readonly windowDays?: number;
  /** Share of good events in the window, 0 to 1. */
  readonly attained?: number;
  /** Share of the error budget that is left, 1 or less. */
  readonly budgetLeft?: number;
  /** ISO time of the first data in the window. */
  readonly since?: string;
  /** Hours of the window that have data. */
  readonly hours?: number;
  /** Why it is not known what was attained. */
  readonly inconclusive?: string;
}

/** The metrics that had series in Prometheus, as `prr observe` recorded them. */
export interface ObservedSeries {
  readonly kind: 'observed-series';
  readonly span: Span;
  readonly names: readonly string[];
  /** ISO date of the observation. */
  readonly day: string;
}

/** How Prometheus stores a metric, as `prr observe` recorded it. */
export interface ObservedMetric {
  readonly kind: 'observed-metric';
  readonly span: Span;
  readonly name: string;
  /** ISO date of the observation. */
  readonly day: string;
  /** Seconds between two scrapes of its targets, the longest of them. */
  readonly scrapeSeconds?: number;
  /** How many values each of these labels has. */
  readonly labels: readonly { readonly name: string; readonly values: number }[];
}

/** Where Alertmanager sends an alert, as `prr observe` recorded it. */
export interface ObservedRoute {
  readonly kind: 'observed-route';
  /** Its entry in the record. */
  readonly span: Span;
  /** The alert. */
  readonly name: string;
  /** The labels that the rule gave it then. */
  readonly labels: readonly { readonly key: string; readonly value: string }[];
  /** ISO date of the observation. */
  readonly day: string;
  readonly receivers: readonly {
    readonly name: string;
    /** Names of its integrations: `slack`, `pagerduty`; none for a receiver that drops what it gets. */
    readonly integrations: readonly string[];
    /** False where labels of series decide. */
    readonly sure: boolean;
  }[];
}

/** A silence of Alertmanager, as `prr observe` recorded it. */
export interface ObservedSilence {
  readonly kind: 'observed-silence';
  readonly span: Span;
  /** ISO date of the observation. */
  readonly day: string;
  readonly matchers: readonly AlertMatcher[];
  /** ISO time at which it begins, where that was later than the observation. */
  readonly starts?: string;
  /** ISO time at which it ends. */
  readonly until: string;
  /** What somebody wrote about it. */
  readonly comment?: string;
}
