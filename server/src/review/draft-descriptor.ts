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
    ...(description === undefined ? ['# description: what it does, and for which users'] : []),
    ...(tier.assumed
      ? ['# tier: 2               # 1 critical (above 99.9 %), 2 standard, 3 experimental (below 99 %)']
      : []),
    ...(phase ? [] : ['# phase: operate        # design, build, launch or operate: decides what the checklist asks']),
    ...(owner ? [] : ['# owner: the team that owns it', '# contact: a chat channel or an email address']),
    ...(rotation
      ? []
      : ['# rotation:', '#   name: who is on call', '#   backup: who they escalate to', '#   shared: false']),
    ...(profile.dependencies.length > 0
      ? []
      : [
          '# dependencies:',
          '#   - name: a service that it calls or a datastore',
          '#     class: serving    # or batch',
          '#     hard: true        # this service fails if the dependency fails',
        ]),
  ];
  const seen = profile.traits.map(({ because }) => `#   ${because}`);
  return [
    `# The description of ${name}: what its files do not show.`,
    '# Uncomment what applies; the checklist adapts to it.',
    known === '{}\n' ? '' : known.trimEnd(),
    ...asks,
    ...(seen.length > 0 ? ['#', '# Found in its files (correct it with `has` and `hasNot`):', ...seen] : []),
    '',
  ]
    .filter((line, at) => line !== '' || at > 2)
    .join('\n');
}
