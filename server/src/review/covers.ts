import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Service } from '../model/service.ts';
import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { ServiceProfile } from '../model/profile.ts';
import type { UsedModule } from './conformance.ts';
import { placeOf } from './traits.ts';
import type { Cover } from './item-state.ts';

export interface CoverSources {
  readonly index: Pick<WorkspaceIndex, 'ofService'>;
  readonly knowledge: Pick<Knowledge, 'forLibrary'>;
  readonly profile: ServiceProfile;
  /** The modules of the service, with what their conformance checks say. */
  readonly modules: readonly UsedModule[];
}

/** By item or `item/claim`, the module of a service that shows it by construction; one that shows it whole goes before one that shows a part. */
export function coversOf(service: Service, { index, knowledge, profile, modules }: CoverSources): Map<string, Cover> {
  const failing = new Map(
    modules.flatMap(({ pack, checks }) => {
      const failed = checks.find(({ verdict }) => verdict === 'violated');
      return failed ? [[pack.id, failed] as const] : [];
    }),
  );
  const covers = new Map<string, Cover>();
  for (const [item, cover] of ownerCovers(profile)) covers.set(item, cover);
  for (const located of index.ofService(service, 'library')) {
    for (const pack of knowledge.forLibrary(located.fact)) {
      for (const [item, { because, part }] of Object.entries(pack.covers)) {
        if (covers.get(item)?.part === false) continue;
        // A module that is used otherwise than it was validated shows nothing whole.
        const failed = failing.get(pack.id);
        const but = failed ? `; but it does not conform: ${failed.because}` : '';
        covers.set(item, {
          name: pack.name,
          because: `${pack.name}: ${because}${but}`,
          at: placeOf(located),
          part: part || failed !== undefined,
        });
      }
    }
  }
  return covers;
}

/** Nobody is asked again what the descriptor says: who owns it, who is on call and whom they call. */
function* ownerCovers({ owner, contact, rotation, escalation }: ServiceProfile): Generator<[string, Cover]> {
  const name = 'descriptor';
  if (owner?.at) {
    const said = [`owner ${owner.value}`, ...(contact ? [`contact ${contact.value}`] : [])];
    yield ['em-owner', { name, because: `${owner.because}: ${said.join(', ')}`, at: owner.at, part: false }];
  }
  if (rotation?.at) {
    const said = [`${rotation.value} is on call`, ...(escalation ? [`then ${escalation.value}`] : [])];
    const because = `${rotation.because}: ${said.join(', ')}`;
    yield ['em-oncall', { name, because, at: rotation.at, part: !escalation }];
  }
}
