import type { Alert } from '../../model/artefact-fact.ts';
import { rule, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { isHeartbeat } from '../vocabulary/alerts/alerts.ts';
import { insertKeys } from '../vocabulary/insertion.ts';
import { anyOf, allOf, say } from '../../words/say.ts';

export const alertUnlabelled = rule({
  severity: 'information',
  harm: 'repair',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['alert'],
  check(alert, context) {
    if (isHeartbeat(alert)) return;
    const { alertLabels, alertAnnotations } = context.conventions;
    const added = addedLabels(context);
    const given = alert.labels.filter(({ value }) => value.trim() !== '').map(({ key }) => key);
    const noLabel = alertLabels.filter((wanted) => !has([...given, ...added], wanted));
    const said = alert.annotations.filter(({ value }) => value.trim() !== '').map(({ key }) => key);
    const noAnnotation = alertAnnotations.filter((wanted) => !has(said, wanted));
    if (noLabel.length + noAnnotation.length === 0) {
      context.shown(
        alert.span,
        say('alert-unlabelled.has', {
          name: alert.name,
          alertLabels: allOf([...alertLabels, ...alertAnnotations].map(first)),
        }),
      );
      return;
    }
    const missing = [
      ...noLabel.map((wanted) => say('alert-unlabelled.label', { first: first(wanted) })),
      ...noAnnotation.map((wanted) => anyOf(wanted.split('|').slice(0, 2))),
    ];
    const harm =
      noLabel.length > 0
        ? say('alert-unlabelled.it-may-reach-the-wrong')
        : say('alert-unlabelled.its-impact-is-unclear');
    context.violated(
      alert.span,
      say('alert-unlabelled.has-no', {
        name: alert.name,
        missing: missing.reduce((all, other) => say('joint.no', { missing: all, other })),
        harm,
      }),
      {
        fixes: noLabel.some((wanted) => first(wanted) === 'severity') ? fixesFor(alert, context.file) : [],
      },
    );
  },
});

/** Labels that Prometheus adds to every alert before it sends it, as far as the workspace shows. */
function addedLabels(context: RuleContext): string[] {
  return context.inWorkspace('alert-labels').flatMap(({ fact }) => fact.labels);
}

function has(keys: readonly string[], wanted: string): boolean {
  // `sloth_severity` says it, too.
  const isIt = (key: string, word: string) => key === word || key.endsWith(`_${word}`);
  return wanted.split('|').some((each) => keys.some((key) => isIt(key.toLowerCase(), each.trim().toLowerCase())));
}

function first(wanted: string): string {
  return wanted.split('|')[0] ?? wanted;
}

function fixesFor(alert: Alert, file: string): Fix[] {
  const { block, ...place } = alert.insertLabel;
  if (alert.labels.some(({ key }) => key === 'severity')) return [];
  const edit = insertKeys(place, block ? { labels: { severity: 'warning' } } : { severity: 'warning' });
  return edit
    ? [
        {
          title: say('alert-unlabelled.add-severity-warning'),
          safety: 'suggestion',
          changes: [{ file, edits: [edit] }],
        },
      ]
    : [];
}
