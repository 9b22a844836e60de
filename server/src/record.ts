import type { RepositoryRecord } from './report/portfolio/format.ts';
import type { systemFormat } from './report/system/format.ts';
import { stateOf } from './difference.ts';
import type { Readiness } from './readiness.ts';
import type * as z from 'zod';

/** What is recorded of a workspace that has been read whole. */
export async function recordOf(
  core: Readiness,
  about: Pick<RepositoryRecord, 'tool' | 'repository' | 'at' | 'revision'>,
): Promise<RepositoryRecord> {
  const { findings, items } = await stateOf(core);
  const system = JSON.parse(await (await core.summaries()).system('json')) as z.output<typeof systemFormat>;
  const review = await core.review();
  const modules = new Map<string, RepositoryRecord['modules'][number]>();
  for (const service of core.services())
    for (const { framework } of (await review.of(service)).items)
      if (framework) {
        const module = { service: service.name, name: framework.name };
        modules.set(JSON.stringify(module), module);
      }
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return {
    format: 'production-readiness-record/1',
    ...about,
    system,
    items: items.map(({ service, id, title, state }) => ({ service, id, title, state })),
    modules: [...modules.values()],
    rules: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, count]) => ({ rule, findings: count })),
  };
}
