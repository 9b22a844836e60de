import { createExtractor } from '../../server/src/facts/extractor.ts';
import { createIndex } from '../../server/src/index/workspace-index.ts';
import { compileKnowledge } from '../../server/src/knowledge/knowledge.ts';
import type { Pack } from '../../server/src/knowledge/pack.ts';
import { judge } from '../../server/src/rules/engine.ts';
import { rules } from '../../server/src/rules/registry.ts';

/** One workspace, given as texts by path, and the rule that judges it. */
export interface Workspace {
  readonly rule: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The sites of each workspace under its rule, as JSON. */
export async function judgeAll(workspaces: readonly Workspace[], packs: readonly Pack[]): Promise<string[]> {
  const { extract } = createExtractor(compileKnowledge(packs));
  const all: string[] = [];
  for (const { rule, files } of workspaces) {
    const index = createIndex('workspace');
    index.list(Object.keys(files));
    for (const [file, text] of Object.entries(files)) index.set(await extract({ file, text, role: 'source' }));
    const chosen = rules.filter(({ id }) => id === rule);
    const onCrash = (_rule: string, _file: string, error: unknown) => {
      throw error;
    };
    const sites = [...index.files()].flatMap((facts) => judge(facts, chosen, { surroundings: index, onCrash }));
    all.push(JSON.stringify(sites));
  }
  return all;
}

/** For the page that the bundle is loaded into. */
Object.assign(globalThis, { judgeAll });
