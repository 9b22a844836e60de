import type { Span } from './span.ts';

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

/** The metrics that had series in Prometheus, as `prr observe` recorded them. */
export interface ObservedSeries {
  readonly kind: 'observed-series';
  readonly span: Span;
  readonly names: readonly string[];
  /** ISO date of the observation. */
  readonly day: string;
}
