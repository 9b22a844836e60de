import * as z from 'zod';
import type { GuidePage, GuideSearchHit } from '../../guide/guide.ts';
import { cut, limits } from '../limits.ts';
import { listArguments, pageFormat, pageOf, textArguments, textPage } from '../pages.ts';
import { defineTool } from '../tool.ts';
import { ToolError } from '../tool-error.ts';

/** Hits that a search looks at. */
const mostHits = 50;

const from = z.enum(['bundled', 'organisation']).describe('organisation: a page of the workspace or of your company');

/** Search in the Guide. */
export const searchGuide = defineTool({
  name: 'prr_search_guide',
  title: 'Search the Production Guide',
  description:
    'Searches the Production Guide (timeouts, retries, rollouts, SLOs, runbooks, postmortems, …) and the pages of the organisation. Without words it lists the pages.',
  input: z.strictObject({
    words: z.string().max(limits.name).optional().describe('Words to search for'),
    ...listArguments,
  }),
  output: z.object({
    hits: z.array(
      z.object({
        guide: z.string().describe('The page, with its heading: for prr_read_guide'),
        title: z.string(),
        heading: z.string().optional(),
        excerpt: z.string(),
        from,
      }),
    ),
    page: pageFormat,
  }),
  async run(args, { core, between }) {
    const { guide } = await core.review();
    await guide.prepare();
    const words = args.words?.trim() ?? '';
    const found: readonly (Partial<GuideSearchHit> & Pick<GuideSearchHit, 'page'>)[] =
      words === '' ? guide.pages.map((page) => ({ page })) : guide.search(words, mostHits);
    const { rows, page } = await pageOf(
      found,
      { args, version: core.live.index.version, between },
      ({ page: own, heading, excerpt }) => {
        return {
          guide: `${own.id}${heading ? `#${heading.anchor}` : ''}`,
          title: cut(own.title),
          ...(heading ? { heading: cut(heading.text) } : {}),
          excerpt: cut(excerpt ?? own.summary),
          from: own.origin,
        };
      },
    );
    return {
      data: { hits: rows, page },
      head: words === '' ? `The Guide has ${page.total} pages.` : `${page.total} hits.`,
      rows: rows.map((row) => `${row.guide} ${row.title}${row.heading ? `: ${row.heading}` : ''}\n  ${row.excerpt}`),
      page,
      origin: rows.every((row) => row.from === 'bundled') ? 'product' : 'workspace',
    };
  },
});

/** A page of the Guide. */
export const readGuide = defineTool({
  name: 'prr_read_guide',
  title: 'Read a page of the Production Guide',
  description:
    'Reads a page of the Production Guide, or one section with page#heading. Findings, rules and checklist items name their page in `guide`.',
  input: z.strictObject({
    guide: z.string().min(1).max(500).describe('The page, such as timeouts or timeouts#retries'),
    ...textArguments,
  }),
  output: z.object({
    guide: z.string(),
    title: z.string(),
    from,
    headings: z.array(z.string()),
    text: z.string().describe('Markdown'),
    page: pageFormat,
  }),
  async run(args, { core }) {
    const { guide } = await core.review();
    const found = guide.page(args.guide);
    if (!found) throw new ToolError(`the Guide has no page ${cut(args.guide, 100)}; prr_search_guide lists them`);
    const { text, page } = textPage(sectionOf(found, args.guide), { args, version: core.live.index.version });
    const headings = found.headings.slice(0, mostHits).map(({ anchor }) => anchor);
    return {
      data: { guide: found.id, title: cut(found.title), from: found.origin, headings, text, page },
      head: `The page ${found.id} of the Guide.`,
      rows: [text],
      page,
      ...(found.origin === 'bundled' ? { isMarkdown: true } : {}),
      origin: found.origin === 'bundled' ? 'product' : 'workspace',
    };
  },
});

/** The section that a reference names, with the headings below it; the whole page where it names none. */
function sectionOf({ markdown, headings }: GuidePage, ref: string): string {
  const anchor = ref.split('#')[1];
  const at = headings.findIndex((each) => each.anchor === anchor);
  const heading = headings[at];
  if (!heading) return markdown.trim();
  const next = headings.slice(at + 1).find(({ level }) => level <= heading.level);
  // A heading begins behind its marks.
  const lineOf = (start: number) => markdown.lastIndexOf('\n', start) + 1;
  return markdown.slice(lineOf(heading.start), next && lineOf(next.start)).trim();
}
