import { openMayRun } from '../../server/src/claims/mentioned.ts';
import { claimReaders } from '../../server/src/claims/readers.ts';
import { viewOf } from '../../server/src/claims/view.ts';
import { createExtractor } from '../../server/src/facts/extractor.ts';
import { createIndex } from '../../server/src/index/workspace-index.ts';
import { compileKnowledge } from '../../server/src/knowledge/knowledge.ts';
import type { Pack } from '../../server/src/knowledge/pack.ts';
import { judge } from '../../server/src/rules/engine.ts';
import { profileOf } from '../../server/src/review/profile.ts';
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

/** One workspace, and the reader that decides a claim of its service. */
export interface ClaimWorkspace {
  readonly reader: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What each reader says of its workspace, as JSON. */
export async function readAll(workspaces: readonly ClaimWorkspace[], packs: readonly Pack[]): Promise<string[]> {
  const knowledge = compileKnowledge(packs);
  const { extract } = createExtractor(knowledge);
  const all: string[] = [];
  for (const { reader, files } of workspaces) {
    const index = createIndex('workspace');
    index.list(Object.keys(files));
    for (const [file, text] of Object.entries(files)) index.set(await extract({ file, text, role: 'source' }));
    const services = index.services();
    const service = services.find(({ name }) => name === 'web') ?? services[0];
    if (!service) throw new Error(`the fixture of ${reader} has no service`);
    const profile = profileOf({ service, index, knowledge, descriptor: undefined });
    const view = viewOf({ service, profile, today: '2026-06-01', mayRun: openMayRun(index) }, index);
    all.push(JSON.stringify(claimReaders.find(({ id }) => id === reader)?.read(view)));
  }
  return all;
}

/** For the page that the bundle is loaded into. */
Object.assign(globalThis, { judgeAll, readAll });
