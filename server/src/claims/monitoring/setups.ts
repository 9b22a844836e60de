import type { ServiceView } from '../../model/claim.ts';
import type { Located } from '../../model/rule.ts';
import type { TelemetrySetup } from '../../model/telemetry-fact.ts';

/** Setups of one signal that production runs, for a service. */
export function setupsOf(view: ServiceView, signal: TelemetrySetup['signal']): readonly Located<TelemetrySetup>[] {
  return view
    .own('telemetry-setup')
    .filter(
      ({ file, fact }) => fact.signal === signal && view.environmentOf({ file, name: fact.workload }) === 'production',
    );
}

/** What a condition around a setup comes to in production. */
export type Held = 'always' | 'holds' | 'fails' | 'unknown';

/** Whether a setup runs in production, by the variables of the environment that its conditions name. */
export function heldIn(view: ServiceView, { when }: TelemetrySetup): Held {
  if (when === undefined) return 'always';
  const [name, ...more] = when;
  if (name === undefined || more.length > 0) return 'unknown';
  const values = productionValues(view, name);
  if (values.length === 0) return 'unknown';
  if (values.every((value) => /^(1|true|yes|on|enabled?|production|prod|json)$/i.test(value))) return 'holds';
  return values.every((value) => /^(0|false|no|off|disabled?|)$/i.test(value)) ? 'fails' : 'unknown';
}

/** Values of a variable in the workloads of a service that run in production. */
export function productionValues({ picture, service }: ServiceView, name: string): readonly string[] {
  return picture.workloads
    .filter(
      (workload) =>
        service.workloads.includes(workload.name) &&
        workload.environments.some(({ environment }) => environment === 'production'),
    )
    .flatMap(({ env }) => {
      const found = env.get(name);
      return found ? [found.value] : [];
    });
}

/** Names that hold a program's start, and are called from nowhere. */
const entries = /^(main|init|run|start|bootstrap|__init__|constructor|new|onModuleInit|register)$/i;

/** Whether something in the service calls the function that a setup is in; true where it runs as its file is loaded. */
export function isCalled(view: ServiceView, { within }: TelemetrySetup): boolean {
  if (within === undefined || entries.test(within)) return true;
  const called = new RegExp(`(^|[#.@])${within.replace(/[^\w]/g, '.')}(\\(\\))*$`);
  return view
    .own('functions')
    .some(({ fact }) =>
      fact.functions.some(({ calls }) => calls.some(({ to }) => to !== undefined && called.test(to))),
    );
}
