import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { claimReaders } from '../src/claims/readers.ts';
import type { Bundled } from '../src/knowledge/bundled.ts';
import { loadPacks } from '../src/knowledge/load.ts';
import type { Problem } from '../src/model/problem.ts';
import { readChecklist } from '../src/review/read-checklist.ts';
import { rules } from '../src/rules/registry.ts';
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
  const lists = texts('checklists', /\.yaml$/).map(({ path: file, text }) => readChecklist({ file, text }, known));
  const items = lists.flatMap((list) => list.items);
  const moved = lists.flatMap((list) => list.moved);
  const problems = [...packs.problems, ...lists.flatMap((list) => list.problems)];
  const truth = judgements(readJudged(root));
  return { bundled: { version: '', packs: packs.packs, guide, items, moved, truth }, problems };
}
