import type { Alert } from '../../model/artefact-fact.ts';
import type { Objective } from '../../model/monitoring-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { burnRules } from '../vocabulary/alerts/burn-rules.ts';
import { faultOf, watchOf, type Watch } from '../vocabulary/alerts/burn-rate.ts';
import { scopeOf } from '../vocabulary/alerts/objectives.ts';

export const sloWithoutAlert = rule({
  severity: 'warning',
  harm: 'repair',
  scope: 'cross',
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['objective', 'alert'],
  check(fact, context) {
    if (fact.kind === 'alert') checkAlert(fact, context);
    else checkObjective(fact, context);
  },
});

function checkObjective(fact: Objective, context: RuleContext): void {
  const { name, span } = fact;
  if (fact.generatesAlerts === 'present') {
    return context.shown(span, `${name}: burn-rate alerts are generated from its specification`);
  }
  if (fact.alertsOff && fact.indicators.length === 0) return checkOff(fact, context);
  if (fact.indicators.length === 0) {
    const ask = `Which alerts watch ${name}?`;
    return context.cannotTell(span, `the indicator of ${name} could not be read`, ask);
  }
  const scope = scopeOf(fact, context.inWorkspace('recording-rule'));
  const watches = context.inWorkspace('alert').flatMap((located): (Watch & { located: Located<Alert> })[] => {
    const watch = watchOf(located.fact, fact, scope);
    return watch ? [{ ...watch, located }] : [];
  });
  const paired = watches.filter(({ burns }) => burns.some(({ windows }) => windows.length > 1));
  const evidence = { related: watches.slice(0, 5).map(({ located }) => related(located, located.fact.name)) };
  if (paired.length > 0) {
    const factors = new Set(
      paired.flatMap(({ burns }) => burns.map(({ factor }) => factor?.toPrecision(2) ?? 'other')),
    );
    if (factors.size > 1 || factors.has('other'))
      return context.shown(
        span,
        `${name} has burn-rate alerts: ${paired.map(({ alert }) => alert.name).join(', ')}`,
        evidence,
      );
    const ask = 'Which alert detects a slow leak of the budget?';
    return context.cannotTell(span, `${name} has an alert for one burn rate only`, ask, evidence);
  }
  // What is wrong with an alert that is meant for it is said there.
  if (watches.some(({ meant }) => meant)) return;
  const other = watches[0]?.alert.name;
  const but = other === undefined ? 'its error budget can run out unnoticed' : `${other} has a fixed threshold`;
  context.violated(span, `${name} has no burn-rate alert; ${but}`, { ...evidence, fixes: fixesFor(fact, context) });
}

/** Alerts that the specification switches off, of an indicator that cannot be read: others are known by its name. */
function checkOff({ name, span, service }: Objective, context: RuleContext): void {
  const words = [name, ...(service === undefined ? [] : [service])].map((word) =>
    word.toLowerCase().replace(/[^a-z0-9]/g, ''),
  );
  const other = context.inWorkspace('alert').find(({ fact }) =>
    words.some(
      (word) =>
        word !== '' &&
        fact.name
          .toLowerCase()
          .replace(/[^a-z0-9]/g, '')
          .includes(word),
    ),
  );
  const message = `the alerts of ${name} are disabled in its specification`;
  if (!other) return context.violated(span, `${message}; its error budget can run out unnoticed`);
  const evidence = { related: [related(other, other.fact.name)] };
  context.cannotTell(
    span,
    `${message}; ${other.fact.name} may cover it`,
    `Does ${other.fact.name} track its error budget?`,
    evidence,
  );
}

/** An alert that is meant for an objective, and can never fire, or fires at another speed than the objective asks for. */
function checkAlert(alert: Alert, context: RuleContext): void {
  const rules = context.inWorkspace('recording-rule');
  const found = context.inWorkspace('objective').flatMap((located) => {
    const watch = watchOf(alert, located.fact, scopeOf(located.fact, rules));
    if (!watch?.meant) return [];
    const fault = watch.burns.flatMap((burn) => faultOf(burn, located.fact) ?? [])[0];
    return [{ located, fault }];
  });
  const [first] = found;
  if (!first || found.some(({ fault }) => fault === undefined)) {
    if (first) context.shown(alert.expr.span, `${alert.name} tracks the error budget of ${first.located.fact.name}`);
    return;
  }
  context.violated(alert.expr.span, `${alert.name} ${first.fault}`, {
    related: [related(first.located, `the SLO ${first.located.fact.name}`)],
  });
}

function fixesFor(fact: Objective, context: RuleContext): Fix[] {
  const text = burnRules(fact);
  if (text === undefined) return [];
  const files = [...context.inWorkspace('alert'), ...context.inWorkspace('recording-rule')].map(({ file }) => file);
  const folder = files[0]?.split('/').slice(0, -1).join('/') ?? 'monitoring/rules';
  const base = fact.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const file = `${folder === '' ? '' : `${folder}/`}${base}-burn-rate.yaml`;
  if (context.hasFile(file)) return [];
  return [{ title: `Create burn-rate alerts in ${file}`, safety: 'suggestion', changes: [{ file, create: text }] }];
}
