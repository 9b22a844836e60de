import type { Alert, Entry, Page } from '../../model/artefact-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { groupedBy } from '../vocabulary/lookup.ts';
import { nearest } from '../vocabulary/nearest.ts';
import {
  folderOf,
  isOurs,
  kebab,
  placeholderIn,
  runbookEntries,
  sameAnchor,
  targetOf,
  variants,
  type Target,
} from '../vocabulary/alerts/runbook-link.ts';
import { say } from '../../words/say.ts';

export const runbookBrokenLink = rule({
  severity: 'warning',
  harm: 'repair',
  scope: 'cross',
  since: '0.1.0',
  fix: 'suggestion',
  reads: ['alert'],
  check(alert, context) {
    for (const entry of runbookEntries(alert)) checkLink(alert, entry, context);
  },
});

function checkLink(alert: Alert, entry: Entry, context: RuleContext): void {
  const open = placeholderIn(entry.value);
  if (open) {
    context.violated(
      entry.valueSpan,
      say('runbook-broken-link.the-runbook-link-of-contains', { name: alert.name, open }),
    );
    return;
  }
  const link = entry.value.trim().replace(/\{\{-?\s*(\$labels\.alertname|\.Labels\.alertname)\s*-?\}\}/g, alert.name);
  if (link.includes('{{')) {
    const ask = say('runbook-broken-link.does-the-link-exist-for');
    context.cannotTell(
      entry.valueSpan,
      say('runbook-broken-link.the-runbook-link-of-depends', { name: alert.name }),
      ask,
    );
    return;
  }
  const target = targetOf(link, context.file);
  if (target) checkTarget(target, { alert, entry, context });
  else if (/^[a-z]+:\/\//i.test(link))
    context.cannotTell(
      entry.valueSpan,
      say('runbook-broken-link.the-runbook-of-is-outside', { name: alert.name }),
      say('runbook-broken-link.does-the-link-work'),
    );
}

interface Around {
  readonly alert: Alert;
  readonly entry: Entry;
  readonly context: RuleContext;
}

function checkTarget(target: Target, { alert, entry, context }: Around): void {
  const path = target.paths.flatMap(variants).find((each) => context.hasFile(each));
  if (path === undefined) {
    checkMissing(target, { alert, entry, context });
    return;
  }
  const { anchor } = target;
  const page = pagesByFile(context.inWorkspace('page'), path)[0];
  if (anchor === undefined || /^L\d+/.test(anchor)) {
    context.shown(
      entry.valueSpan,
      say('runbook-broken-link.the-runbook-of-is', { name: alert.name, path }),
      page ? { related: [related(page, say('runbook-broken-link.the-runbook'))] } : {},
    );
  } else if (!page) {
    const message = say('runbook-broken-link.the-headings-of-could-not', { path });
    context.cannotTell(entry.valueSpan, message, say('runbook-broken-link.is-there-a-heading', { anchor }));
  } else if (page.fact.anchors.some(({ slug }) => sameAnchor(slug, anchor))) {
    context.shown(entry.valueSpan, say('runbook-broken-link.the-runbook-of-is-2', { name: alert.name, path, anchor }), {
      related: [related(page, say('runbook-broken-link.the-runbook'))],
    });
  } else {
    context.violated(entry.valueSpan, say('runbook-broken-link.has-no-heading', { path, anchor }), {
      related: [related(page, say('runbook-broken-link.the-runbook'))],
      fixes: anchorFixes(page, anchor, { alert, entry, context }),
    });
  }
}

const pagesByFile = groupedBy(({ file }: Located<Page>) => [file]);

function checkMissing(target: Target, { alert, entry, context }: Around): void {
  const pages = context.inWorkspace('page').filter(({ fact }) => fact.role === 'runbook');
  const path =
    target.paths.find((each) => pages.some(({ file }) => folderOf(file) === folderOf(each))) ?? target.paths[0] ?? '';
  if (!isOurs(target, { path, pages, context })) {
    context.cannotTell(
      entry.valueSpan,
      say('runbook-broken-link.the-runbook-of-is-outside', { name: alert.name }),
      say('runbook-broken-link.does-the-link-work'),
    );
    return;
  }
  const byName = pages.find(({ file }) => file.endsWith(`/${path.split('/').at(-1)}`));
  const file =
    byName?.file ??
    nearest(
      path,
      pages.map((page) => page.file),
    );
  const written = target.paths.find((each) => entry.value.includes(each));
  context.violated(entry.valueSpan, say('runbook-broken-link.the-runbook-does-not-exist', { path }), {
    fixes: file !== undefined && written ? [replacing(entry, entry.value.replace(written, file), context)] : [],
  });
}

function anchorFixes(page: Located<Page>, anchor: string, { alert, entry, context }: Around): Fix[] {
  const slugs = page.fact.anchors.filter(({ level }) => level !== 1).map(({ slug }) => slug);
  const named = page.fact.anchors.find(({ text }) => kebab(text) === kebab(alert.name))?.slug;
  const slug = named ?? nearest(anchor, slugs);
  return slug === undefined ? [] : [replacing(entry, entry.value.replace(/#.*$/s, `#${slug}`), context)];
}

function replacing(entry: Entry, value: string, context: RuleContext): Fix {
  const edits = [{ span: entry.valueSpan, text: value }];
  return {
    title: say('runbook-broken-link.link', { value }),
    safety: 'suggestion',
    changes: [{ file: context.file, edits }],
  };
}
