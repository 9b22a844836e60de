import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createExtractor } from '../server/src/facts/extractor.ts';
import type { Extractor } from '../server/src/facts/extract.ts';
import { createIndex, type WorkspaceIndex } from '../server/src/index/workspace-index.ts';
import { compileKnowledge } from '../server/src/knowledge/knowledge.ts';
import type { Site } from '../server/src/model/site.ts';
import { judge } from '../server/src/rules/engine.ts';
import { readBundled } from '../server/tools/read-bundled.ts';
import { rules } from '../server/src/rules/registry.ts';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

let shared: Promise<Extractor> | undefined;

/** One extractor with the bundled packs for all tests of a run. */
export function extractor(): Promise<Extractor> {
  return (shared ??= (async () => createExtractor(compileKnowledge(readBundled(root).bundled.packs)))());
}

/** The index of a workspace given as texts by path; all files count as source. */
export async function indexed(files: Readonly<Record<string, string>>): Promise<WorkspaceIndex> {
  const index = createIndex('workspace');
  const { extract } = await extractor();
  index.list(Object.keys(files));
  for (const [file, text] of Object.entries(files)) index.set(await extract({ file, text, role: 'source' }));
  return index;
}

/** The sites of all files of a workspace, under one rule or all; a rule that throws fails the test. */
export async function analyse(files: Readonly<Record<string, string>>, ruleId?: string): Promise<Site[]> {
  const index = await indexed(files);
  const chosen = rules.filter((rule) => ruleId === undefined || rule.id === ruleId);
  const onCrash = (_rule: string, _file: string, error: unknown) => {
    throw error;
  };
  return [...index.files()].flatMap((facts) => judge(facts, chosen, { surroundings: index, onCrash }));
}
