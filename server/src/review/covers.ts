import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Service } from '../model/service.ts';
import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Cover } from './checklist.ts';
import { placeOf } from './traits.ts';

/** By item, the module of a service that shows it by construction; one that shows it whole goes before one that shows a part. */
export function coversOf(
  service: Service,
  { index, knowledge }: { index: Pick<WorkspaceIndex, 'ofService'>; knowledge: Pick<Knowledge, 'forLibrary'> },
): Map<string, Cover> {
  const covers = new Map<string, Cover>();
  for (const located of index.ofService(service, 'library')) {
    for (const pack of knowledge.forLibrary(located.fact)) {
      for (const [item, { because, part }] of Object.entries(pack.covers)) {
        if (covers.get(item)?.part === false) continue;
        covers.set(item, { name: pack.name, because: `${pack.name}: ${because}`, at: placeOf(located), part });
      }
    }
  }
  return covers;
}
