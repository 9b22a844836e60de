import type { FactKind, FactOf } from '../../model/fact.ts';
import type { Entrance } from '../../model/cluster-fact.ts';
import type { Objective } from '../../model/monitoring-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import { isAside } from '../vocabulary/aside.ts';
import { isInternal, standsForService } from '../vocabulary/metrics/monitored.ts';
import { draftObjective } from '../vocabulary/alerts/objective-draft.ts';
import { scopeOf } from '../vocabulary/alerts/objectives.ts';
import { watchOf } from '../vocabulary/alerts/burn-rate.ts';
import { say } from '../../words/say.ts';

export const sloMissing = rule({
  severity: 'information',
  harm: 'repair',
  scope: 'cross',
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['server', 'route'],
  check(fact, context) {
    if (isAside(context.file) || isInternal(context.file) || !standsForService(fact, context)) return;
    const found = objectiveOf(context);
    if (found)
      return context.shown(fact.span, say('slo-missing.the-slo-covers-it', { name: found.fact.name }), {
        related: [related(found, say('slo-missing.the-slo'))],
      });
    const burning = burnAlertOf(context);
    if (burning)
      return context.shown(fact.span, say('slo-missing.tracks-its-error-budget', { name: burning.fact.name }), {
        related: [related(burning, say('slo-missing.the-alert'))],
      });
    const routes = context
      .withShared('route')
      .filter(
        ({ fact: { path } }) =>
          !/(health|ready|live|metrics|ping|status|debug|favicon|robots|static|assets)|^[/*]*$/i.test(path),
      );
    const ask = say('slo-missing.which-success-rate-and-latency');
    const watching = monitoringOf(context) ?? entranceOf(context);
    if (routes.length === 0 || !watching)
      return context.cannotTell(fact.span, say('slo-missing.no-slo-for-it-was'), ask);
    const other = context.inWorkspace('objective').find(({ fact: { service } }) => service === undefined);
    if (
      other ||
      ['slo', 'slos', 'monitoring/slo', 'monitoring/slos'].some(
        (folder) => context.hasFile(folder) && context.inWorkspace('objective').length === 0,
      )
    )
      return context.cannotTell(fact.span, say('slo-missing.slos-in-this-workspace-do'), ask);
    context.violated(fact.span, say('slo-missing.it-serves-users-at-but', { path: routes[0]?.fact.path ?? '/' }), {
      related: [
        related(
          watching,
          watching.fact.kind === 'entrance'
            ? say('slo-missing.the-entry-point-for-users')
            : say('slo-missing.its-monitoring'),
        ),
      ],
      fixes: draftObjective(context),
    });
  },
});

function objectiveOf(context: RuleContext): Located<Objective> | undefined {
  const own = context.inService('objective')[0];
  if (own) return own;
  const series = seriesOf(context);
  return context.inWorkspace('objective').find(({ fact }) => {
    const scope = scopeOf(fact, context.inWorkspace('recording-rule'));
    return [...series].some((metric) => scope.covers({ span: fact.span, metric, matchers: [], within: [] }));
  });
}

/** An alert over two windows on what the service emits. */
function burnAlertOf(context: RuleContext): Located<FactOf<'alert'>> | undefined {
  const series = seriesOf(context);
  return context.inWorkspace('alert').find(({ fact }) => {
    if (!/burn|budget|slo/i.test(`${fact.name} ${fact.expr.text}`)) return false;
    const { query } = fact;
    const self: Objective = {
      kind: 'objective',
      span: fact.span,
      name: '',
      format: 'other',
      target: 0.999,
      indicators: [],
      generatesAlerts: 'unknown',
      records: [],
      end: 0,
    };
    if (!query || (!query.selectors.some(({ metric = '' }) => series.has(metric)) && !isIn(context, 'alert', fact)))
      return false;
    const watch = watchOf(fact, self, { covers: () => true, windowOf: () => undefined });
    return watch?.burns.some(({ windows }) => windows.length > 1) ?? false;
  });
}

function isIn<K extends FactKind>(context: RuleContext, kind: K, fact: FactOf<K>): boolean {
  return context.inService(kind).some((each) => each.fact === fact);
}

/** An alert, a recorded series or a panel about the service: then its objectives would stand here, too. */
function monitoringOf(context: RuleContext): Located<FactOf<'alert' | 'recording-rule' | 'panel'>> | undefined {
  const own = context.inService('alert')[0] ?? context.inService('recording-rule')[0] ?? context.inService('panel')[0];
  if (own) return own;
  const series = seriesOf(context);
  return context
    .inWorkspace('alert')
    .find(({ fact }) => fact.query?.selectors.some(({ metric = '' }) => series.has(metric)));
}

/** What lets users in stands in this workspace: then so would what they were promised. */
function entranceOf(context: RuleContext): Located<Entrance> | undefined {
  const services = new Set(context.inService('network-service').map(({ fact }) => fact.name));
  return context.inWorkspace('entrance').find(({ fact }) => fact.services.some((name) => services.has(name)));
}

function seriesOf(context: RuleContext): ReadonlySet<string> {
  return new Set(context.inService('metric').flatMap(({ fact }) => fact.series));
}
