import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { claimReaders } from '../src/claims/readers.ts';
import type { Bundled } from '../src/knowledge/bundled.ts';
import { loadPacks } from '../src/knowledge/load.ts';
import type { Problem } from '../src/model/problem.ts';
import type { RulePage } from '../src/model/rule.ts';
import { readChecklist } from '../src/review/read-checklist.ts';
import { rules } from '../src/rules/registry.ts';
import { readRulePage } from './rule-pages.ts';
import { readTranslations } from './read-translations.ts';
import { judgements, readJudged } from './truth.ts';

/** The data folders of the project, checked; for the build and for tests. */
export function readBundled(root: string): { bundled: Bundled; problems: readonly Problem[] } {
  const texts = (folder: string, pattern: RegExp) =>
    readdirSync(path.join(root, folder))
      .filter((name) => pattern.test(name))
      .sort()
      .map((name) => ({ path: `${folder}/${name}`, name, text: readFileSync(path.join(root, folder, name), 'utf8') }));
  const packs = loadPacks(texts('packs', /\.yaml$/));
  const guide = texts('guide', /\.md$/).map(({ name, text }) => ({ id: name.replace(/\.md$/, ''), text }));
  const known = { rules: new Set(rules.map(({ id }) => id)), readers: new Set(claimReaders.map(({ id }) => id)) };
  const lists = texts('checklists', /^[\w-]+\.yaml$/).map(({ path: file, text }) =>
    readChecklist({ file, text }, known),
  );
  const items = lists.flatMap((list) => list.items);
  const moved = lists.flatMap((list) => list.moved);
  const pages = rulePages(root);
  const other = readTranslations(root);
  const problems = [packs, pages, ...lists, other].flatMap((each) => each.problems);
  const truth = judgements(readJudged(root));
  const { translations } = other;
  const bundled = { version: '', packs: packs.packs, guide, rules: pages.pages, items, moved, translations, truth };
  return { bundled, problems };
}

/** The Markdown beside each rule, in the folder of its aspect and with the name of its file. */
function rulePages(root: string): { pages: Record<string, RulePage>; problems: readonly Problem[] } {
  const pages: Record<string, RulePage> = {};
  const problems: Problem[] = [];
  for (const { id, aspect } of rules) {
    const file = `server/src/rules/${aspect}/${id}.md`;
    const read = readRulePage(
      file,
      existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : '',
    );
    if ('page' in read) pages[id] = read.page;
    else problems.push(...read.problems);
  }
  return { pages, problems };
}
