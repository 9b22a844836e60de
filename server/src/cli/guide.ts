import { coverageOf, type GuideCoverage } from '../guide/coverage.ts';
import type { GuidePage } from '../guide/guide.ts';
import { UsageError, type Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { jsonText } from '../report/json-text.ts';

/** Hits that a search prints. */
const maxHits = 10;

/** `prr guide`: list, search or print pages of the Production Guide, draft one, or tell what has none. */
export const guide: Command = {
  name: 'guide',
  usage: '[search WORDS… | draft TITLE… | coverage | PAGE]',
  summary: 'Print, search, list or draft pages of the Production Guide, or show its coverage',
  options: {
    format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' },
    text: { type: 'string', value: 'TEXT', help: 'for draft: what happened or was learned' },
    folder: { type: 'string', value: 'FOLDER', help: 'for draft: the Guide folder (default: .prr/guide)' },
  },
  async run(args, { installation, cwd, logger, print, data }) {
    const { root } = findTargets([], cwd);
    const core = await installation.open(root, { logger });
    try {
      const review = await core.review();
      const { guide: pages } = review;
      const [first, ...words] = args.positionals;
      const json = args.text('format') === 'json';
      const write = json ? data : print;
      if (first === undefined) write(json ? jsonText(pages.pages.map(plain)) : listOf(pages.pages));
      else if (first === 'search') {
        if (words.length === 0) throw new UsageError('give search words: prr guide search WORDS');
        const hits = pages.search(words.join(' '), maxHits);
        if (json)
          data(
            jsonText(hits.map(({ page, heading, excerpt }) => ({ ...plain(page), heading: heading?.anchor, excerpt }))),
          );
        for (const { page, heading, excerpt } of json ? [] : hits) {
          const title = `${page.title}${heading ? `: ${heading.text}` : ''}${marksOf(page)}`;
          print(`${page.id}${heading ? `#${heading.anchor}` : ''}  ${title}\n    ${excerpt}\n`);
        }
        if (hits.length === 0 && !json) print('Nothing found.\n');
      } else if (first === 'coverage' && words.length === 0) {
        const coverage = coverageOf({ guide: pages, rules: core.rules, items: review.items });
        write(json ? jsonText(coverage) : coverageText(coverage));
      } else if (first === 'draft') {
        if (words.length === 0) throw new UsageError('give a title: prr guide draft TITLE');
        print(`${await draft(words.join(' '), args, { review, today: core.today() })}\n`);
      } else {
        const page = pages.page(first);
        const several = pages.named(first);
        if (!page && several.length > 1)
          throw new UsageError(
            `the Guide has ${several.length} pages named ${first}: ${several
              .slice(0, 10)
              .map(({ id }) => id)
              .join(', ')}`,
          );
        if (!page) throw new UsageError(`the Guide has no page ${first}; prr guide lists all pages`);
        write(json ? jsonText({ ...plain(page), markdown: page.markdown }) : `${page.markdown.trim()}\n`);
      }
    } finally {
      await core.close();
    }
    return 0;
  },
};

interface Drafting {
  readonly review: Awaited<ReturnType<import('../service.ts').Readiness['review']>>;
  readonly today: string;
}

function draft(title: string, args: Arguments, { review, today }: Drafting): Promise<string> {
  const text = args.text('text');
  const folder = args.text('folder')?.replace(/^\.\/|\/+$/g, '');
  if (folder !== undefined && !review.shelves.folders.some((each) => each.folder === folder))
    throw new UsageError(
      `${folder} is not a Guide folder; folders: ${review.shelves.folders.map((each) => each.folder).join(', ')}`,
    );
  const source = { title, ...(text === undefined ? {} : { text }) };
  return review.shelves.draft(source, { today, ...(folder === undefined ? {} : { folder }) });
}

function listOf(pages: readonly GuidePage[]): string {
  const width = Math.min(60, Math.max(0, ...pages.map(({ id }) => id.length)));
  return pages.map((page) => `${page.id.padEnd(width)}  ${page.title}${marksOf(page)}\n`).join('');
}

function marksOf({ root, replaces, draft: isDraft }: GuidePage): string {
  const marks = [root ?? '', replaces ? 'replaces the bundled page' : '', isDraft ? 'draft' : ''].filter(
    (each) => each !== '',
  );
  return marks.length === 0 ? '' : ` (${marks.join(', ')})`;
}

function plain({ id, title, aspect, summary, origin, root, path, file, replaces, draft: isDraft }: GuidePage) {
  return { id, title, aspect, summary, origin, root, path, file, replaces, draft: isDraft };
}

function coverageText({ pages, uncovered }: GuideCoverage): string {
  const lines: string[] = [];
  const cited = pages.filter(({ uncited }) => !uncited);
  for (const { id, checks, missingChecks, items } of cited) {
    lines.push(id);
    if (checks.length > 0) lines.push(`    checks: ${checks.join(', ')}`);
    if (missingChecks.length > 0) lines.push(`    missing checks: ${missingChecks.join(', ')}`);
    if (items.length > 0) lines.push(`    items:  ${items.join(', ')}`);
    if (checks.length === 0) lines.push('    no check: manual answers only');
  }
  const uncited = pages.filter((page) => page.uncited);
  if (uncited.length > 0)
    lines.push(
      '',
      `Pages without a check or item: ${uncited.length}`,
      ...uncited.map(({ id, title }) => `    ${id}  ${title}`),
    );
  if (uncovered.length > 0)
    lines.push('', 'Broken references:', ...uncovered.map(({ id, kind, guide: ref }) => `    ${kind} ${id}: ${ref}`));
  return `${lines.join('\n')}\n`;
}
