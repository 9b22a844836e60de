import { plainText } from '../../facts/artefacts/markdown.ts';
import { slugOf } from '../../guide/draft.ts';
import type { WorkspaceIndex } from '../../index/workspace-index.ts';
import type { Page } from '../../model/artefact-fact.ts';
import type { Place } from '../../model/span.ts';
import { goneIn, namedIn, openPaths, type Paths } from '../paths.ts';
import { actionsOf, type WrittenAction } from './actions.ts';
import { isoDate } from './dates.ts';
import type { Details } from './details.ts';
import { foldersOf, servicesAt, servicesIn, type NamedService } from './services.ts';
import { sectionNames, sectionsOf, wordsOf, type Section } from './sections.ts';

/** Something that a postmortem says will be done. */
export interface PostmortemAction extends Omit<Details, 'status' | 'mark'> {
  /** Stable: the file without extension, `#`, and the first words. */
  readonly id: string;
  /** The id by which it went while its details were read as words of it: what people wrote then counts on. */
  readonly was?: string;
  /** `done`: or declined, in the postmortem itself. */
  readonly state: 'open' | 'done' | 'unknown';
  readonly at: Place;
  /** Files or folders of the workspace that the text names; those below a service's folder may be gone. */
  readonly names: readonly string[];
  /** Services in whose folders these stand, or stood. */
  readonly services: readonly string[];
  /** What it quotes as code, paths left out: `maxUnavailable`. */
  readonly quotes: readonly string[];
}

/** What was learned from an incident, as a Markdown file says. */
export interface Postmortem {
  readonly file: string;
  readonly title: string;
  /** ISO date. */
  readonly date?: string;
  /** Services that its head or its impact mentions by any of their names, or in whose folder it stands. */
  readonly services: readonly string[];
  readonly impact?: string;
  readonly cause?: string;
  readonly lessons: readonly string[];
  readonly actions: readonly PostmortemAction[];
  /** Of impact, root causes, trigger, detection, actions, lessons and timeline. */
  readonly missing: readonly string[];
  readonly at: Place;
}

interface Input {
  readonly index: Pick<WorkspaceIndex, 'inWorkspace' | 'paths' | 'listing'>;
  text(file: string): Promise<string | undefined>;
}

/** More files than this are not read; those whose names sort last are, as names often begin with the date. */
const maxFiles = 300;
/** What is read of one file, in UTF-16 units. */
const maxText = 200_000;
/** What is searched of one action for the files that it names. */
const maxAction = 5000;

/** Gives the postmortems of the workspace with its services, which are asked for where a page may be one. */
export type Postmortems = (named: () => Promise<readonly NamedService[]>) => Promise<readonly Postmortem[]>;

/**
 * All postmortems of the workspace, newest first; no templates and no descriptions of how to write one.
 * A file is read again when it has changed, and all are when a service or a path has come or gone: texts name both.
 */
export function openPostmortems({ index, text }: Input): Postmortems {
  const read = async (file: string, page: Page, { services, paths }: Around) => {
    const all = await text(file);
    return all === undefined ? undefined : readPostmortem({ file, page, text: all.slice(0, maxText) }, services, paths);
  };
  let around: Around | undefined;
  /** By what its file gave: another text gives another page. */
  let known = new Map<Page, Promise<Postmortem | undefined>>();
  return async (named) => {
    const pages = index.inWorkspace('page').filter(({ file, fact }) => !file.startsWith('.prr/') && mayBe(file, fact));
    if (pages.length === 0) return [];
    const services = await named();
    const key = JSON.stringify([
      index.listing,
      services.map(({ name, root, workloads, was, title }) => [name, root, workloads, was, title]),
    ]);
    if (around?.key !== key) known = new Map();
    const now = around?.key === key ? around : { key, services, paths: openPaths(index.paths()) };
    around = now;
    const last = pages
      .slice(-maxFiles)
      .map(({ file, fact }) => [fact, known.get(fact) ?? read(file, fact, now)] as const);
    known = new Map(last);
    const found = await Promise.all(known.values());
    return found.filter((each) => each !== undefined).sort(newestFirst);
  };
}

interface Around {
  readonly key: string;
  readonly services: readonly NamedService[];
  readonly paths: Paths;
}

function newestFirst(a: Postmortem, b: Postmortem): number {
  const [one, other] = [a.date ?? '', b.date ?? ''];
  return one === other ? (a.file < b.file ? 1 : -1) : one < other ? 1 : -1;
}

const folders = /(^|\/)(post-?mortems?|incidents?|outages?)\//i;
const saysSo = /post-?mortem|incident (report|review)|outage/i;
/** How to write one, and lists of them. */
const none =
  /(^|[-_. /])(template|templates|process|policy|guide|guidelines|howto|how-to|readme|index|_index|summary|example|checklist|culture|response|runbook)([-_. ]|$)/i;

function mayBe(file: string, { role, title }: Page): boolean {
  const base = file.slice(file.lastIndexOf('/') + 1);
  if (role === 'index' || role === 'runbook' || none.test(base.replace(/\.\w+$/, ''))) return false;
  return role === 'postmortem' || folders.test(file) || saysSo.test(title ?? '');
}

function readPostmortem(
  { file, page, text }: { file: string; page: Page; text: string },
  services: readonly NamedService[],
  paths: Paths,
): Postmortem | undefined {
  const sections = sectionsOf(text);
  const title = page.title ?? file.slice(file.lastIndexOf('/') + 1);
  // What is to be filled in is a template, whatever it is called.
  if (
    /[[<{]+ *(incident|title|name|short|brief|service|date|description|your|summary|what|id\b)[^\]>}]*[\]>}]|\btemplate\b|YYYY/i.test(
      title,
    ) ||
    /\bdate\W{1,8}(YYYY|[[<][a-z])/i.test(text.slice(0, 2000))
  )
    return undefined;
  const named = new Set(sections.flatMap(({ name }) => (name === 'other' ? [] : [name])));
  const date = dateOf(file, title, text);
  const known = folders.test(file) || saysSo.test(`${file} ${title}`);
  if (named.size < (known ? (date === undefined ? 2 : 1) : date === undefined ? 4 : 2)) return undefined;
  const impact = wordsOf(sections, 'impact');
  const cause = wordsOf(sections, 'root causes');
  const actions = namedActions(file, actionsOf(sections), { paths, services });
  const said = (name: (typeof sectionNames)[number]) =>
    name === 'actions' ? actions.length > 0 : wordsOf(sections, name) !== undefined;
  return {
    file,
    title,
    ...(date === undefined ? {} : { date }),
    services: servicesIn({ file, title, head: `${headOf(text, sections)}\n${impact ?? ''}` }, services),
    ...(impact === undefined ? {} : { impact }),
    ...(cause === undefined ? {} : { cause }),
    lessons: lessonsOf(sections),
    actions,
    missing: sectionNames.filter((name) => !said(name)),
    at: { file, span: page.span },
  };
}

/** Front matter and what stands before the first section of a name. */
function headOf(text: string, sections: readonly Section[]): string {
  const front = /^---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*$/m.exec(text.startsWith('---') ? text : '')?.[1] ?? '';
  const first = sections.findIndex(({ name }) => name !== 'other');
  const lines = sections.slice(0, Math.max(first, 1)).flatMap((section) => section.lines);
  return [front, ...lines.map((line) => line.text)].join('\n').slice(0, 5000);
}

function namedActions(
  file: string,
  written: readonly WrittenAction[],
  { paths, services }: { paths: Paths; services: readonly NamedService[] },
): PostmortemAction[] {
  const stem = file.replace(/\.\w+$/, '');
  const folders = services.flatMap(foldersOf);
  const [idOf, formerIdOf] = [idsFor(stem), idsFor(stem)];
  return written.map(({ line, source: all, was: former, ...action }) => {
    const source = all.slice(0, maxAction);
    const id = idOf(action.text);
    const was = formerIdOf(former ?? action.text);
    const start = line.start + (/\S/.exec(line.text)?.index ?? 0);
    const names = [...namedIn(source, file, paths), ...goneIn(source, file, { paths, folders })];
    return {
      id,
      ...(was === id ? {} : { was }),
      ...action,
      at: { file, span: { start, end: line.start + line.text.trimEnd().length } },
      names,
      services: servicesAt(names, services),
      quotes: [...source.matchAll(/`([^`\s/]{2,80})`/g)].flatMap(([, word]) =>
        word === undefined || namedIn(word, file, paths).length > 0 ? [] : [word],
      ),
    };
  });
}

/** Ids by the first words of each; a second one of the same words gets a number. */
function idsFor(stem: string): (text: string) => string {
  const counts = new Map<string, number>();
  return (text) => {
    const slug = slugOf(text.split(/\s+/).slice(0, 6).join(' ')).slice(0, 40);
    const nth = (counts.get(slug) ?? 0) + 1;
    counts.set(slug, nth);
    return `${stem}#${slug}${nth === 1 ? '' : `-${nth}`}`.slice(-200);
  };
}

function lessonsOf(sections: readonly Section[]): string[] {
  const lines = sections.filter(({ name }) => name === 'lessons').flatMap((section) => section.lines);
  const points: string[] = [];
  const paragraphs: string[] = [];
  let open: string[] | undefined;
  for (const { text } of lines) {
    const point = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(\S.*)$/.exec(text)?.[1];
    const isBlank = text.trim() === '' || text.includes('|');
    if (point !== undefined) open = points;
    else if (isBlank) open = undefined;
    if (isBlank) continue;
    if (point === undefined && open !== undefined) open[open.length - 1] += ` ${text.trim()}`;
    else {
      open ??= paragraphs;
      open.push(point ?? text.trim());
    }
  }
  const said = points.length > 0 ? points : paragraphs;
  return said
    .slice(0, 30)
    .map((text) => plainText(text.slice(0, 2000)))
    .filter((text) => /\p{L}{3}/u.test(text));
}

/** When it happened: what front matter, the file's name, the title or the first lines say. */
function dateOf(file: string, title: string, text: string): string | undefined {
  const head = text.split('\n', 25).join('\n').slice(0, 3000);
  return (
    isoDate(/^(?:date|incident[_ ]date|started?)\s*:\s*(.*)$/im.exec(head)?.[1] ?? '') ??
    isoDate(file.slice(file.lastIndexOf('/') + 1)) ??
    isoDate(title) ??
    isoDate(/^.*\bdate\b.*$/im.exec(head)?.[0] ?? '') ??
    isoDate(file)
  );
}
