import { frontMatterOf } from '../src/guide/front-matter.ts';
import type { Problem } from '../src/model/problem.ts';
import type { ExampleFiles, RuleExample, RulePage } from '../src/model/rule.ts';

// The page of a rule, as writers edit it: front matter with `guide`, a heading with the good state, and three sections.

const sections = ['Why', 'What to do', 'Examples'] as const;

/** A page of a rule, or its mistakes. */
export function readRulePage(file: string, text: string): { page: RulePage } | { problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const mistake = (message: string, at = 0) => void problems.push({ file, message, span: { start: at, end: at } });
  const head = frontMatterOf(text);
  const guide = head?.value('guide');
  if (guide === undefined) mistake('its front matter names no page of the Guide: guide: timeouts#heading');
  const blocks = blocksOf(text, head?.length ?? 0, mistake);
  const titles = blocks.filter((block) => block.kind === 'heading' && block.level === 1);
  if (titles.length !== 1 || blocks[0] !== titles[0]) mistake('it begins with one heading of level 1, the good state');
  const own = new Map<string, Block[]>();
  let section: Block[] = [];
  for (const block of blocks.slice(1)) {
    if (block.kind === 'heading' && block.level === 2) own.set(block.text, (section = []));
    else section.push(block);
  }
  if ([...own.keys()].join() !== sections.join()) mistake(`its sections are ${sections.join(', ')}, in this order`);
  const words = (name: (typeof sections)[number]) => {
    const found = own.get(name) ?? [];
    const [first] = found;
    if (found.length === 1 && first?.kind === 'paragraph') return first.text;
    mistake(`the section ${name} is one paragraph`, first?.start);
    return '';
  };
  const docs = {
    why: words('Why'),
    remedy: words('What to do'),
    guide: guide ?? '',
    examples: examplesOf(own.get('Examples') ?? [], mistake),
  };
  return problems.length > 0 ? { problems } : { page: { summary: titles[0]?.text ?? '', docs } };
}

type Mistake = (message: string, at?: number) => void;

interface Block {
  readonly kind: 'heading' | 'paragraph' | 'code';
  readonly level: number;
  readonly text: string;
  readonly start: number;
}

/** Headings, paragraphs and blocks of code; the lines of a paragraph become one. */
function blocksOf(text: string, from: number, mistake: Mistake): readonly Block[] {
  const blocks: Block[] = [];
  let code: { fence: string; lines: string[]; start: number } | undefined;
  let paragraph: { lines: string[]; start: number } | undefined;
  const end = () => {
    if (paragraph)
      blocks.push({ kind: 'paragraph', level: 0, text: paragraph.lines.join(' '), start: paragraph.start });
    paragraph = undefined;
  };
  let start = 0;
  for (const line of text.split('\n')) {
    const at = start;
    start += line.length + 1;
    if (at < from) continue;
    if (code) {
      if (line === code.fence) {
        blocks.push({ kind: 'code', level: 0, text: `${code.lines.join('\n')}\n`, start: code.start });
        code = undefined;
      } else code.lines.push(line);
      continue;
    }
    const fence = /^(`{3,})[\w-]*$/.exec(line)?.[1];
    const heading = /^(#{1,6}) (.+)$/.exec(line);
    if (fence !== undefined || heading || line.trim() === '') end();
    if (fence !== undefined) code = { fence, lines: [], start: at };
    else if (heading)
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '', start: at });
    else if (line.trim() !== '') (paragraph ??= { lines: [], start: at }).lines.push(line.trim());
  }
  end();
  if (code) mistake('its block of code does not end', code.start);
  return blocks;
}

/** Each example is a heading of level 3, then files: `Bad: path`, `Good: path` or `Both: path`, each above its text. */
function examplesOf(blocks: readonly Block[], mistake: Mistake): RuleExample[] {
  const found: { title: string; bad: Record<string, string>; good: Record<string, string>; start: number }[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const { kind, level, text, start } = blocks[i] as Block;
    const example = found.at(-1);
    const [, sign, file] = /^(Bad|Good|Both): `([^`]+)`$/.exec(text) ?? [];
    const next = blocks[i + 1];
    if (kind === 'heading' && level === 3) found.push({ title: text, bad: {}, good: {}, start });
    else if (kind === 'paragraph' && example && file !== undefined && next?.kind === 'code') {
      if (sign !== 'Good') example.bad[file] = next.text;
      if (sign !== 'Bad') example.good[file] = next.text;
      i++;
    } else
      mistake('an example is a heading of level 3, then Bad: `path`, Good: `path` or Both: `path` above a text', start);
  }
  const isEmpty = (files: ExampleFiles) => Object.keys(files).length === 0;
  for (const { bad, good, start } of found)
    if (isEmpty(bad) || isEmpty(good)) mistake('an example has a bad file and a good one', start);
  if (found.length === 0) mistake('it has no example');
  return found.map(({ title, bad, good }) => ({ title, bad, good }));
}
