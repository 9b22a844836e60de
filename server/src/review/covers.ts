import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Service } from '../model/service.ts';
import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { ServiceProfile } from '../model/profile.ts';
import type { Cover } from './checklist.ts';
import type { UsedModule } from './conformance.ts';
import { placeOf } from './traits.ts';

export interface CoverSources {
  readonly index: Pick<WorkspaceIndex, 'ofService'>;
  readonly knowledge: Pick<Knowledge, 'forLibrary'>;
  readonly profile: ServiceProfile;
  /** The modules of the service, with what their conformance checks say. */
  readonly modules: readonly UsedModule[];
}

/** By item, the module of a service that shows it by construction; one that shows it whole goes before one that shows a part. */
export function coversOf(service: Service, { index, knowledge, profile, modules }: CoverSources): Map<string, Cover> {
  const failing = new Map(
    modules.flatMap(({ pack, checks }) => {
      const failed = checks.find(({ verdict }) => verdict === 'violated');
      return failed ? [[pack.id, failed] as const] : [];
    }),
  );
  const covers = new Map<string, Cover>();
  const conformance = conformanceCover(modules);
  if (conformance) covers.set('fw-conformance', conformance);
  const owner = ownerCover(profile);
  if (owner) covers.set('em-owner', owner);
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

/** The checks of the modules are a part of what conforming is; nothing is said where one fails or cannot tell. */
function conformanceCover(modules: readonly UsedModule[]): Cover | undefined {
  const checks = modules.flatMap((each) => each.checks);
  const checked = modules.find((each) => each.checks.length > 0);
  if (!checked || checks.some(({ verdict }) => verdict !== 'shown')) return undefined;
  const names = [...new Set(modules.filter((each) => each.checks.length > 0).map(({ pack }) => pack.name))];
  return {
    name: checked.pack.name,
    because: `${checks.length === 1 ? 'the conformance check' : `all ${checks.length} conformance checks`} of ${names.join(', ')} ${checks.length === 1 ? 'is' : 'are'} met`,
    at: placeOf(checked.library),
    part: true,
  };
}

/** Nobody is asked again what the descriptor says: owner, contact, who is on call and whom they call. */
function ownerCover({ owner, contact, rotation, escalation }: ServiceProfile): Cover | undefined {
  if (!owner?.at) return undefined;
  const said = [
    `owner ${owner.value}`,
    ...(contact ? [`contact ${contact.value}`] : []),
    ...(rotation ? [`${rotation.value} on call`] : []),
    ...(escalation ? [`then ${escalation.value}`] : []),
  ];
  const because = `${owner.because}: ${said.join(', ')}`;
  return { name: 'descriptor', because, at: owner.at, part: !contact || !rotation || !escalation };
}
