import type { Text } from './observation.ts';
import type { Span } from './span.ts';

/** A place that sets up how a program traces or logs. */
export interface TelemetrySetup {
  readonly kind: 'telemetry-setup';
  readonly span: Span;
  readonly signal: 'traces' | 'logs';
  /** `OpenTelemetry NodeSDK`, `pino`, `zap.NewProduction`. */
  readonly by: string;
  /** Traces: whether spans leave the process. Logs: whether lines are JSON or key=value. */
  readonly state: 'on' | 'off' | 'unknown';
  /** One clause, ready to stand after a colon. */
  readonly because: string;
  /** It runs under a condition; the variables of the environment that the condition names. */
  readonly when?: readonly string[];
  /** Name of the function that holds it; absent where it runs as the file is loaded. */
  readonly within?: string;
  /** The workload that a manifest names for it. */
  readonly workload?: string;
}

/** How Alertmanager, or what configures it, routes alerts. */
export interface AlertRouting {
  readonly kind: 'alert-routing';
  /** The key `route`. */
  readonly span: Span;
  /** `AlertmanagerConfig` is an object that prometheus-operator adds below the main route. */
  readonly by: 'Alertmanager' | 'AlertmanagerConfig';
  /** Name and namespace of the object. */
  readonly name?: string;
  readonly namespace?: string;
  readonly route: AlertRoute;
  readonly receivers: readonly AlertReceiver[];
}

/** A node of the routing tree. */
export interface AlertRoute {
  readonly span: Span;
  readonly receiver?: Text;
  readonly matchers: readonly AlertMatcher[];
  /** Alerts that match go on to the next sibling as well. */
  readonly continues: boolean;
  readonly routes: readonly AlertRoute[];
}

export interface AlertMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Somewhere that notifications go. */
export interface AlertReceiver {
  readonly name: string;
  readonly span: Span;
  /** Names of its integrations: `slack`, `pagerduty`; none for a receiver that drops what it gets. */
  readonly integrations: readonly string[];
}

/** What an Alertmanager is told to take as its main configuration: the object's name. */
export interface AlertmanagerUse {
  readonly kind: 'alertmanager-use';
  readonly span: Span;
  /** The AlertmanagerConfig that is the main configuration. */
  readonly configuration?: string;
  /** Objects match alerts of all namespaces, and not only those of their own. */
  readonly matchesAll?: true;
}
