import type { Alert, Entry, Page } from '../../../model/artefact-fact.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import { oncePer } from '../lookup.ts';

/** The annotations (or labels) of an alert that name its runbook, empty ones with them. */
export function runbookEntries(alert: Alert): readonly Entry[] {
  return [...alert.annotations, ...alert.labels].filter(({ key }) =>
    /run[-_ ]?book|play[-_ ]?book|(^|_)sop(_|$)/i.test(key),
  );
}

/** Another annotation that leads to a document which may be a runbook: a link, or words that hold one. */
export function documentEntry(alert: Alert): Entry | undefined {
  return alert.annotations.find(
    ({ key, value }) =>
      /run-?book|play-?book/i.test(value) ||
      (/doc|wiki|link|help|guide|url/i.test(key) &&
        !/dashboard|panel|grafana|graph/i.test(key) &&
        /https?:\/\//.test(value)),
  );
}

/** An alert that nobody shall answer: a heartbeat, an inhibitor, one that is only for information. */
export function needsNoRunbook(alert: Alert): boolean {
  const severity = alert.labels.find(({ key }) => /^(severity|priority|level)$/i.test(key))?.value ?? '';
  return (
    /^(watch-?dog|dead-?m[ae]n'?s?-?switch|info-?inhibitor|always-?firing|heart-?beat|test-?alert)/i.test(alert.name) ||
    /^\s*vector\(\s*[\d.]+\s*\)\s*$/.test(alert.expr.text) ||
    /^(none|info|informational|information|debug|ok|silent|heartbeat)$/i.test(severity.trim())
  );
}

/** `HighErrorRate` as a file name or an anchor: `high-error-rate`. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
}

/** A link taken apart: paths in this workspace that it may mean, the best first. */
export interface Target {
  readonly paths: readonly string[];
  readonly anchor?: string;
  /** The link says by itself that it means this workspace: a relative path. */
  readonly local: boolean;
  /** What stands before the path. */
  readonly base: string;
}

/** The target of a link that names a file; undefined for prose and for links elsewhere. */
export function targetOf(link: string, file: string): Target | undefined {
  const [, address = '', anchor] = /^([^#]*)(?:#(.*))?$/s.exec(link.trim()) ?? [];
  const end = anchor ? { anchor: decoded(anchor) } : {};
  const hosted = /^(https?:\/\/[^/]+\/.+?\/(?:-\/)?(?:blob|tree|raw|blame|edit|src(?:\/branch)?)\/)([^?]+)/.exec(
    address,
  );
  if (hosted?.[1] && hosted[2]) {
    const parts = decoded(hosted[2]).split('/');
    // A branch may hold slashes, so that its end is not to be seen.
    const paths = parts.slice(1).map((_, i) => parts.slice(i + 1).join('/'));
    return { paths, ...end, local: false, base: `${hosted[1]}${hosted[2].split('/')[0]}/` };
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith('//') || /[\s{}<>]/.test(address)) return undefined;
  if (!/\/|\.(md|markdown|mdx|adoc|asciidoc|rst|html?|txt)$/i.test(address)) return undefined;
  // `runbooks.acme.dev/search` is a host without its scheme.
  if (/^[\w-]+(\.[\w-]+)+\//.test(address) && !/^\.\.?\//.test(address)) return undefined;
  const folder = file.split('/').slice(0, -1);
  const ups = address.startsWith('/') ? [folder.length] : folder.map((_, i) => i).concat(folder.length);
  const paths = ups
    .map((up) => normalised([...folder.slice(0, folder.length - up), ...address.split('/')]))
    .filter((path) => path !== '');
  const ordered = address.startsWith('.') ? paths.slice(0, 1) : paths.toReversed();
  return { paths: ordered, ...end, local: true, base: '' };
}

function normalised(parts: readonly string[]): string {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept.join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const placeholder =
  /<[A-Z][A-Z0-9 _-]*>|\b(TODO|TBD|FIXME|CHANGE_?ME)\b|%\(\w+\)s|\{\{-?\s*(\.Values|\.Release|include\b)|<%|\$\{|:\/\/([\w.-]+\.)?example\.(com|org|net)\b|:\/\/[\w.-]+\.(example|invalid)\b/i;

/** What stands in a link until somebody fills it in. */
export function placeholderIn(link: string): string | undefined {
  return placeholder.exec(link)?.[0].replace(/^:\/\//, '');
}

/** Whether an anchor leads to a heading; GitHub lowers its case before it looks. */
export function sameAnchor(slug: string, anchor: string): boolean {
  return slug.toLowerCase() === anchor.toLowerCase().replace(/^user-content-/, '');
}

/** Files that a path without its ending may mean. */
export function variants(path: string): string[] {
  return [path, `${path}.md`, `${path}/README.md`, `${path}/index.md`];
}

/** The folder of a path, empty for the root. */
export function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

interface Missing {
  readonly path: string;
  readonly pages: readonly Located<Page>[];
  readonly context: RuleContext;
}

/** What stands before the paths of links that lead to files here. */
const ownBases = oncePer((context: RuleContext): ReadonlySet<string> => {
  const bases = context.inWorkspace('alert').flatMap(({ file, fact }) =>
    runbookEntries(fact).flatMap(({ value }) => {
      const other = targetOf(value, file);
      return other && !other.local && other.paths.some((each) => context.hasFile(each)) ? [other.base] : [];
    }),
  );
  return new Set(bases);
});

/** Whether the link means this workspace: others like it lead to files here, or none leads here otherwise and the runbooks are in that folder. */
export function isOurs(target: Target, { path, pages, context }: Missing): boolean {
  if (target.local) return true;
  const bases = ownBases(context);
  if (bases.size > 0) return bases.has(target.base);
  return pages.some(({ file }) => folderOf(file) === folderOf(path));
}
