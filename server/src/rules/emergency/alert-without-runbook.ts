import { spanOf } from '../vocabulary/insertion.ts';
import type { Alert } from '../../model/artefact-fact.ts';
import { rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { FileChange, Fix } from '../../model/site.ts';
import { oncePer } from '../vocabulary/lookup.ts';
import { documentEntry, kebab, needsNoRunbook, runbookEntries, targetOf } from '../vocabulary/alerts/runbook-link.ts';
import { runbookTemplate } from '../vocabulary/alerts/runbook-template.ts';
import { say } from '../../words/say.ts';

export const alertWithoutRunbook = rule({
  severity: 'warning',
  harm: 'repair',
  scope: 'project',
  since: '0.1.0',
  fix: 'suggestion',
  reads: ['alert'],
  check(alert, context) {
    if (needsNoRunbook(alert)) return;
    const entries = runbookEntries(alert);
    const given = entries.find(({ value }) => value.trim() !== '');
    if (given) {
      context.shown(given.keySpan, say('alert-without-runbook.has-a-runbook', { name: alert.name }));
      return;
    }
    const other = documentEntry(alert);
    if (other) {
      const message = say('alert-without-runbook.has-no-runbook-but-links', { name: alert.name, key: other.key });
      context.cannotTell(
        other.keySpan,
        message,
        say('alert-without-runbook.does-contain-the-steps-for', { key: other.key }),
      );
      return;
    }
    const severity = alert.labels.find(({ key }) => key === 'severity')?.value ?? '';
    const empty = entries[0];
    // Nobody is woken by it: whether steps are missed, its readers know.
    if (!empty && quiet.test(severity)) {
      const ask = say('alert-without-runbook.would-a-runbook-help-the');
      return context.cannotTell(
        alert.span,
        say('alert-without-runbook.has-no-runbook-severity', { name: alert.name, severity }),
        ask,
      );
    }
    const practice = empty ? undefined : noneHas(context.inWorkspace('alert'));
    if (practice) {
      if (practice.first !== alert.span.start || practice.file !== context.file) {
        const ask = say('alert-without-runbook.would-a-runbook-help-the-person');
        return context.cannotTell(
          alert.span,
          say('alert-without-runbook.has-no-runbook-like-all', { name: alert.name, count: practice.count }),
          ask,
        );
      }
      const fixes = fixesFor(alert, context);
      return context.violated(
        alert.span,
        say('alert-without-runbook.none-of-the-alerts-has', { count: practice.count, name: alert.name }),
        {
          fixes,
        },
      );
    }
    const message = empty
      ? say('alert-without-runbook.has-an-empty', { name: alert.name, key: empty.key })
      : say('alert-without-runbook.has-no-runbook-responders-have', { name: alert.name });
    context.violated(empty?.keySpan ?? alert.span, message, { fixes: empty ? [] : fixesFor(alert, context) });
  },
});

/** Where no alert of many has a runbook, that is one finding: on the first one that is not quiet, in the order of files. */
const noneHas = oncePer((alerts: readonly Located<Alert>[]) => {
  const all = alerts.filter(({ fact }) => !needsNoRunbook(fact));
  if (all.length < 5 || all.some(({ fact }) => runbookEntries(fact).length > 0 || documentEntry(fact)))
    return undefined;
  const loud = all.find(({ fact }) => !quiet.test(fact.labels.find(({ key }) => key === 'severity')?.value ?? ''));
  return loud && { file: loud.file, first: loud.fact.span.start, count: all.length };
});

const quiet = /^(warn(ing)?|ticket|low|minor|moderate|notice|p[3-5]|sev-?[3-5])$/i;

function fixesFor(alert: Alert, context: RuleContext): Fix[] {
  const { indent, block, style } = alert.insertAnnotation;
  if (style === 'shared' || (style === 'flow' && block)) return [];
  const target = targetFor(alert, context);
  const value = `${baseOf(context)}${target.link}`;
  const lines = block ? ['annotations:', `  runbook_url: ${value}`] : [`runbook_url: ${value}`];
  const flow = `"runbook_url": "${value}"${alert.annotations.length > 0 ? ', ' : ''}`;
  const text = style === 'flow' ? flow : lines.map((line) => `\n${indent}${line}`).join('');
  const changes: FileChange[] = [{ file: context.file, edits: [{ span: spanOf(alert.insertAnnotation), text }] }];
  if (target.create) changes.push({ file: target.link, create: runbookTemplate(alert) });
  const title = target.create
    ? say('alert-without-runbook.create-and-link-runbook', { link: target.link })
    : say('alert-without-runbook.link-runbook', { link: target.link });
  return [{ title, safety: 'suggestion', changes }];
}

/** A runbook that is there for the alert, by file name or heading; else a new file where the runbooks are. */
function targetFor(alert: Alert, context: RuleContext): { link: string; create: boolean } {
  const name = kebab(alert.name);
  const { links, folder } = runbooksOf(context);
  const known = links.get(name);
  if (known !== undefined) return { link: known, create: false };
  const link = `${folder}/${name}.md`;
  return { link, create: !context.hasFile(link) };
}

/** What leads to each runbook by its name, file names and headings alike, and the folder where most are. */
const runbooksOf = oncePer((context: RuleContext) => {
  const pages = context.inWorkspace('page').filter(({ fact }) => fact.role === 'runbook');
  const links = new Map<string, string>();
  const add = (name: string, link: string) => void (links.has(name) || links.set(name, link));
  for (const { file, fact } of pages) {
    add(kebab(baseName(file)), file);
    for (const { text, level, slug } of fact.anchors) if (level > 1) add(kebab(text), `${file}#${slug}`);
  }
  const folders = pages.map(({ file }) => file.split('/').slice(0, -1).join('/')).filter((folder) => folder !== '');
  return { links, folder: mostFrequent(folders) ?? 'docs/runbooks' };
});

/** What other alerts write before a path of this workspace, so that new links look like theirs. */
const baseOf = oncePer((context: RuleContext): string => {
  for (const { file, fact } of context.inWorkspace('alert')) {
    for (const { value } of runbookEntries(fact)) {
      const target = targetOf(value, file);
      const path = target?.paths.find((each) => context.hasFile(each));
      const address = value.trim().replace(/#.*$/s, '');
      if (target && path !== undefined && address.endsWith(path)) return address.slice(0, -path.length);
    }
  }
  return '';
});

function mostFrequent(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}
