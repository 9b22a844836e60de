import type { ServiceProfile } from '../model/profile.ts';
import type { Service } from '../model/service.ts';
import { writeYamlData } from '../syntax/yaml-data.ts';

/** A descriptor made from what was seen, with the questions that only people can answer as comments. */
export function draftDescriptor(service: Service, profile: ServiceProfile): string {
  const { name, root, workloads } = service;
  const { title, description, kind, tier, phase, owner, rotation } = profile;
  const known = writeYamlData({
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(kind.value === 'service' ? {} : { kind: kind.value }),
    ...(tier.assumed ? {} : { tier: tier.value }),
    ...(phase ? { phase: phase.value } : {}),
    ...(owner ? { owner: owner.value } : {}),
    ...(root === undefined ? {} : { root: root === '' ? '.' : root }),
    ...(workloads.length > 0 ? { workloads } : {}),
  });
  const asks = [
    ...(description === undefined ? ['# description: what it does, and for whom'] : []),
    ...(tier.assumed
      ? ['# tier: 2               # 1 critical (above 99.9 %), 2 standard, 3 experimental (below 99 %)']
      : []),
    ...(phase ? [] : ['# phase: operate        # design, build, launch or operate: decides what the checklist asks']),
    ...(owner ? [] : ['# owner: the team that answers for it', '# contact: how it is reached']),
    ...(rotation ? [] : ['# rotation:', '#   name: who is on call', '#   backup: whom they call', '#   shared: false']),
    ...(profile.dependencies.length > 0
      ? []
      : [
          '# dependencies:',
          '#   - name: what it calls or keeps data in',
          '#     class: serving    # or batch',
          '#     hard: true        # it fails when this fails',
        ]),
  ];
  const seen = profile.traits.map(({ because }) => `#   ${because}`);
  return [
    `# What only people know of ${name}; the rest is read from its files.`,
    '# Take the # away from what you can say; the checklist then asks what fits.',
    known === '{}\n' ? '' : known.trimEnd(),
    ...asks,
    ...(seen.length > 0 ? ['#', '# Seen in its files (`has` and `hasNot` correct it):', ...seen] : []),
    '',
  ]
    .filter((line, at) => line !== '' || at > 2)
    .join('\n');
}
