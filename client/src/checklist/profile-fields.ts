import type { LocationView } from '../../../server/src/protocol.ts';
import type { ProfileView, ToldView } from '../../../server/src/protocol/checklist.ts';

/** One line of what is known of a service. */
export interface ProfileField {
  readonly name: 'tier' | 'phase' | 'owner' | 'contact' | 'rotation' | 'kind' | 'trait';
  readonly label: string;
  readonly value: string;
  readonly because: string;
  readonly at?: LocationView;
}

export const tierNames: Readonly<Record<string, string>> = {
  '1': '1, critical',
  '2': '2, standard',
  '3': '3, experimental',
};

/** In place of a value that nobody has said. */
export const notSaid = 'not said yet';

/** What a service is, a line each; what nobody has said says so. */
export function profileFields(profile: ProfileView): ProfileField[] {
  const { tier, phase, owner, contact, rotation, kind, traits } = profile;
  return [
    field('tier', 'Tier', {
      ...tier,
      value: `${tierNames[tier.value] ?? tier.value}${tier.assumed ? ' (assumed)' : ''}`,
    }),
    field('phase', 'Phase', phase),
    field('owner', 'Owner', owner),
    field('contact', 'Contact', contact),
    field('rotation', 'On call', rotation),
    field('kind', 'Kind', kind),
    ...traits.map(({ value, because, at }): ProfileField => ({
      name: 'trait',
      label: traitNames[value] ?? value,
      value: because,
      because,
      ...(at ? { at } : {}),
    })),
  ];
}

function field(name: ProfileField['name'], label: string, told: ToldView | undefined): ProfileField {
  if (!told) return { name, label, value: notSaid, because: 'Nobody has said it: click to say it' };
  return { name, label, value: told.value, because: told.because, ...(told.at ? { at: told.at } : {}) };
}

const traitNames: Readonly<Record<string, string>> = {
  calls: 'Calls others',
  'third-party': 'Third party',
  'batch-dependency': 'Batch dependency',
  datastore: 'Data store',
  migrations: 'Migrations',
  cache: 'Cache',
  consumer: 'Consumer',
  schedule: 'Scheduled',
  users: 'Reached by users',
  kubernetes: 'Kubernetes',
  alerts: 'Alerts',
  'shared-rotation': 'Shared rotation',
  framework: 'Framework',
  handover: 'Hand-over',
};

/** The profile on one line. */
export function profileLine({ tier, phase, owner }: ProfileView): string {
  return [
    `tier ${tier.value}${tier.assumed ? ' assumed' : ''}`,
    phase ? phase.value : 'phase not said',
    owner ? owner.value : 'owner not said',
  ].join(' · ');
}
