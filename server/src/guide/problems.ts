import { breath } from '../model/breath.ts';
import type { Problem } from '../model/problem.ts';
import type { Span } from '../model/span.ts';
import { nearest } from '../rules/vocabulary/nearest.ts';
import { readYamlData } from '../syntax/yaml-data.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { anchorsOf, brokenLinks, type Anchors, type Surroundings } from './broken-links.ts';
import { frontMatterOf } from './front-matter.ts';
import type { Guide } from './guide.ts';
import type { Library, Shelf } from './library.ts';
import { proseOf } from './markdown-links.ts';

/** What is wrong with an organisation's pages, and with what names pages of the Guide. */
export interface GuideProblems {
  /** Of all pages in the workspace; known until `forget`. */
  all(): Promise<readonly Problem[]>;
  /** Of one page as it is now being edited; undefined for a file that is no page. */
  page(file: string, text: string): Promise<readonly Problem[] | undefined>;
  /** Files have changed: links may lead elsewhere now. */
  forget(): void;
}

export interface GuideProblemPorts {
  readonly library: Library;
  readonly workspace: Workspace;
  readonly aspects: readonly string[];
  /** Ids of all checks, those that are planned included. */
  isCheck(id: string): boolean;
  /** Where the team's data names pages. */
  readonly refs: readonly { readonly file: string; readonly span: Span; readonly ref: string }[];
}

/** Problems that are told of all pages together. */
const maxProblems = 1000;

/** Problems of the library's pages. */
export function openGuideProblems(ports: GuideProblemPorts): GuideProblems {
  const { library, workspace } = ports;
  let known: Promise<readonly Problem[]> | undefined;

  const surroundings = async (shelf: Shelf): Promise<Surroundings> => {
    const guide = await library.guide();
    const texts = new Map(shelf.pages.map((page) => [page.file, page.text]));
    const seen = new Map<string, Promise<Anchors | undefined>>();
    const kinds = new Map<string, Promise<'file' | 'folder' | undefined>>();
    const anchors = async (file: string): Promise<Anchors | undefined> => {
      const text = texts.get(file);
      if (text !== undefined) return anchorsOf(file, text);
      const content = await workspace.read(file);
      return content && 'text' in content ? anchorsOf(file, content.text) : undefined;
    };
    const once = <T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> => {
      const made = map.get(key) ?? make();
      map.set(key, made);
      return made;
    };
    return {
      shelf,
      bundled: new Set(
        guide.pages.filter(({ origin, replaces }) => origin === 'bundled' || replaces).map(({ id }) => id),
      ),
      kind: (path) => once(kinds, path, () => workspace.kind(path)),
      anchors: (file) => once(seen, file, () => anchors(file)),
    };
  };
  const ofPage = async (file: string, text: string, around: Surroundings): Promise<Problem[]> => [
    ...headProblems(file, text, ports),
    ...(await brokenLinks(file, text, around)),
  ];
  const find = async (): Promise<readonly Problem[]> => {
    const problems: Problem[] = [...(await library.problems()), ...refProblems(await library.guide(), ports.refs)];
    for (const shelf of (await library.shelves()).filter(({ at }) => at.inside)) {
      const around = await surroundings(shelf);
      let left = 0;
      for (const { file, text } of shelf.pages) {
        if (file === undefined) continue;
        const found = await ofPage(file, text, around);
        if (problems.length < maxProblems) problems.push(...found);
        else left += found.length;
        await breath();
      }
      const place = shelf.at.named ?? problems[0];
      if (left > 0 && place)
        problems.push({
          file: place.file,
          span: place.span,
          message: `${left} more problems in the Guide folder ${shelf.at.name} are not listed`,
        });
    }
    return problems;
  };
  return {
    all: () => (known ??= find()),
    forget: () => (known = undefined),
    async page(file, text) {
      const shelf = (await library.shelves()).find(
        (each) => each.at.inside && each.pages.some((page) => page.file === file),
      );
      return shelf && ofPage(file, text, await surroundings(shelf));
    },
  };
}

function refProblems(guide: Guide, refs: GuideProblemPorts['refs']): Problem[] {
  return refs.flatMap(({ file, span, ref }): Problem[] => {
    if (guide.resolves(ref)) return [];
    const [name = '', heading = ''] = ref.split('#');
    const page = guide.page(name);
    const several = guide.named(name);
    const near = page
      ? nearest(heading, page.anchors.slice(0, 500))
      : nearest(
          name,
          guide.pages.slice(0, 10_000).map(({ id }) => id),
        );
    const hint = near === undefined ? '' : `; did you mean ${page ? `${name}#${near}` : near}?`;
    const message = page
      ? `The Guide's page ${name} has no heading #${heading}${hint}`
      : several.length > 1
        ? `The Guide has ${several.length} pages named ${name}: cite one by its path, ${several
            .slice(0, 3)
            .map(({ id }) => id)
            .join(' or ')}`
        : `The Guide has no page ${name}${hint}`;
    return [{ file, span, message }];
  });
}

function headProblems(file: string, text: string, { aspects, isCheck }: GuideProblemPorts): Problem[] {
  const problems: Problem[] = [];
  const prose = /^<{7} /m.test(text) ? proseOf(text, 0) : '';
  const conflict = /^<{7} /m.exec(prose);
  if (conflict && /^>{7} /m.test(prose.slice(conflict.index)))
    problems.push({
      file,
      span: { start: conflict.index, end: conflict.index + 7 },
      message: 'Merge conflict: keep one side of it',
    });
  const front = frontMatterOf(text);
  if (!front) {
    // A rule across the page looks alike: only a key makes it front matter.
    if (/^---[ \t]*\r?\n(title|aspect|checks|draft|replaces):/.test(text))
      problems.push({
        file,
        span: { start: 0, end: 3 },
        message: 'The front matter has no end: add a line with ---',
      });
    return problems;
  }
  // What a generator fills in is no YAML yet.
  const [mistake] = /\{\{|\{%/.test(front.text) ? [] : readYamlData(front.text).errors;
  if (mistake) {
    const span = { start: front.start + mistake.span.start, end: front.start + mistake.span.end };
    problems.push({ file, span, message: `The front matter is not valid YAML: ${mistake.message}` });
  }
  const aspect = front.value('aspect');
  if (aspect !== undefined && !aspects.includes(aspect) && front.list('checks').length > 0)
    problems.push({
      file,
      span: valueSpan(front, aspect, 'aspect'),
      message: `Unknown aspect ${aspect}; use one of ${aspects.join(', ')}`,
    });
  for (const check of front.list('checks')) {
    if (isCheck(check.text) || !/^[a-z][a-z0-9-]*$/.test(check.text)) continue;
    problems.push({
      file,
      span: { start: check.start, end: check.start + check.text.length },
      message: `Unknown check ${check.text}`,
    });
  }
  return problems;
}

function valueSpan(front: { text: string; start: number }, value: string, key: string): Span {
  const line = front.text.search(new RegExp(`^${key}:`, 'm'));
  const start = front.start + front.text.indexOf(value, Math.max(0, line));
  return { start, end: start + value.length };
}
