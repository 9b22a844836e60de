import type { Alert } from '../../model/artefact-fact.ts';
import type { Objective } from '../../model/monitoring-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { burnRules } from '../vocabulary/burn-rules.ts';
import { faultOf, watchOf, type Watch } from '../vocabulary/burn-rate.ts';
import { scopeOf } from '../vocabulary/objectives.ts';

const objective = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: search-availability
spec:
  service: search
  indicator:
    spec:
      ratioMetric:
        bad: { metricSource: { spec: { query: 'sum(rate(search_requests_total{code=~"5.."}[5m]))' } } }
        total: { metricSource: { spec: { query: 'sum(rate(search_requests_total[5m]))' } } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  objectives: [{ target: 0.999 }]
`;
const ratio = (window: string) =>
  `sum(rate(search_requests_total{code=~"5.."}[${window}])) / sum(rate(search_requests_total[${window}]))`;
const alerts = (...expressions: string[]) =>
  ['groups:', '  - name: search', '    rules:']
    .concat(expressions.flatMap((expr, at) => [`      - alert: Search${at}`, `        expr: ${expr}`]))
    .join('\n');
const pair = (factor: string, long: string, short: string) =>
  `(${ratio(long)} > ${factor} * 0.001) and (${ratio(short)} > ${factor} * 0.001)`;

export const sloWithoutAlert = rule({
  id: 'slo-without-alert',
  summary: 'Each objective has burn-rate alerts over a long and a short window',
  aspect: 'monitoring',
  severity: 'warning',
  harm: 'repair',
  scope: 'cross',
  since: '0.2.0',
  fix: 'suggestion',
  docs: {
    why: 'An objective that no alert follows is missed in silence: a fixed threshold sleeps through a slow leak that spends the whole budget, and wakes people for blips that cost nothing.',
    remedy:
      'Alert on the speed at which the budget is spent: factor × (1 - objective), over a long window and a short one, for at least two factors; or let Sloth or Pyrra write the rules.',
    guide: 'slo-alerting#how-to-do-it',
    examples: [
      {
        title: 'A fixed threshold is no burn-rate alert',
        bad: { 'slo.yaml': objective, 'rules.yaml': alerts(`${ratio('5m')} > 0.05`) },
        good: {
          'slo.yaml': objective,
          'rules.yaml': alerts(pair('14.4', '1h', '5m'), pair('6', '6h', '30m')),
        },
      },
    ],
  },
  reads: ['objective', 'alert'],
  check(fact, context) {
    if (fact.kind === 'alert') checkAlert(fact, context);
    else checkObjective(fact, context);
  },
});

function checkObjective(fact: Objective, context: RuleContext): void {
  const { name, span } = fact;
  if (fact.generatesAlerts === 'present') {
    return context.shown(span, `${name}: burn-rate alerts are made of its specification`);
  }
  if (fact.alertsOff && fact.indicators.length === 0) return checkOff(fact, context);
  if (fact.indicators.length === 0) {
    const ask = `Which alerts watch ${name}?`;
    return context.cannotTell(span, `${name} has an indicator that cannot be read here`, ask);
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
    const ask = 'How is a slow leak of the budget noticed?';
    return context.cannotTell(span, `${name} has an alert for one burn rate alone`, ask, evidence);
  }
  // What is wrong with an alert that is meant for it is said there.
  if (watches.some(({ meant }) => meant)) return;
  const other = watches[0]?.alert.name;
  const but = other === undefined ? '' : `; ${other} has a fixed threshold`;
  context.violated(span, `No burn-rate alert watches ${name}${but}`, { ...evidence, fixes: fixesFor(fact, context) });
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
  const message = `The alerts of ${name} are switched off in its specification`;
  if (!other) return context.violated(span, `${message}: nobody hears of a budget that is spent`);
  const evidence = { related: [related(other, other.fact.name)] };
  context.cannotTell(
    span,
    `${message}; ${other.fact.name} may watch it`,
    `Does ${other.fact.name} follow its budget?`,
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
    if (first) context.shown(alert.expr.span, `${alert.name} follows the budget of ${first.located.fact.name}`);
    return;
  }
  context.violated(alert.expr.span, `${alert.name} ${first.fault}`, {
    related: [related(first.located, `the objective ${first.located.fact.name}`)],
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
  return [{ title: `Write burn-rate alerts into ${file}`, safety: 'suggestion', changes: [{ file, create: text }] }];
}
