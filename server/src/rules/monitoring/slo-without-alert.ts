import type { Alert } from '../../model/artefact-fact.ts';
import type { Objective } from '../../model/monitoring-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { burnRules } from '../vocabulary/alerts/burn-rules.ts';
import { faultOf, watchOf, type Watch } from '../vocabulary/alerts/burn-rate.ts';
import { scopeOf } from '../vocabulary/alerts/objectives.ts';
import { say } from '../../words/say.ts';

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
    return context.shown(span, say('slo-without-alert.burn-rate-alerts-are-generated', { name }));
  }
  if (fact.alertsOff && fact.indicators.length === 0) return checkOff(fact, context);
  if (fact.indicators.length === 0) {
    const ask = say('slo-without-alert.which-alerts-watch', { name });
    return context.cannotTell(span, say('slo-without-alert.the-indicator-of-could-not', { name }), ask);
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
        say('slo-without-alert.has-burn-rate-alerts', {
          name,
          paired: paired.map(({ alert }) => alert.name).join(', '),
        }),
        evidence,
      );
    const ask = say('slo-without-alert.which-alert-detects-a-slow');
    return context.cannotTell(span, say('slo-without-alert.has-an-alert-for-one', { name }), ask, evidence);
  }
  // What is wrong with an alert that is meant for it is said there.
  if (watches.some(({ meant }) => meant)) return;
  const other = watches[0]?.alert.name;
  const but =
    other === undefined
      ? say('slo-without-alert.its-error-budget-can-run')
      : say('slo-without-alert.has-a-fixed-threshold', { other });
  context.violated(span, say('slo-without-alert.has-no-burn-rate-alert', { name, but }), {
    ...evidence,
    fixes: fixesFor(fact, context),
  });
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
  const message = say('slo-without-alert.the-alerts-of-are-disabled', { name });
  if (!other) return context.violated(span, say('slo-without-alert.its-error-budget-can-run-out', { message }));
  const evidence = { related: [related(other, other.fact.name)] };
  context.cannotTell(
    span,
    say('slo-without-alert.may-cover-it', { message, name: other.fact.name }),
    say('slo-without-alert.does-track-its-error-budget', { name: other.fact.name }),
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
    if (first)
      context.shown(
        alert.expr.span,
        say('slo-without-alert.tracks-the-error-budget-of', { name: alert.name, objective: first.located.fact.name }),
      );
    return;
  }
  context.violated(alert.expr.span, say('joint.pair', { name: alert.name, what: first.fault }), {
    related: [related(first.located, say('slo-without-alert.the-slo', { name: first.located.fact.name }))],
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
  return [
    {
      title: say('slo-without-alert.create-burn-rate-alerts-in', { file }),
      safety: 'suggestion',
      changes: [{ file, create: text }],
    },
  ];
}
