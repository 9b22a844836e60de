import * as vscode from 'vscode';
import type { LocationView } from '../../../server/src/protocol.ts';
import { kindWords, phaseWords, wordsOf } from '../vocabulary.ts';
import type { ProfileView, ToldView } from '../../../server/src/protocol/checklist.ts';

const phases = phaseWords(vscode.l10n.t);
const kinds = kindWords(vscode.l10n.t);

/** One line of what is known of a service. */
export interface ProfileField {
  readonly name: 'tier' | 'phase' | 'owner' | 'contact' | 'rotation' | 'kind' | 'trait';
  readonly label: string;
  readonly value: string;
  readonly because: string;
  readonly at?: LocationView;
}

export const tierNames: Readonly<Record<string, string>> = {
  '1': vscode.l10n.t('1, critical'),
  '2': vscode.l10n.t('2, standard'),
  '3': vscode.l10n.t('3, experimental'),
};

/** In place of a value that nobody has said. */
export const notSaid = vscode.l10n.t('not set yet');

/** What a service is, a line each; what nobody has said says so. */
export function profileFields(profile: ProfileView): ProfileField[] {
  const { tier, phase, owner, contact, rotation, kind, traits } = profile;
  return [
    field('tier', vscode.l10n.t('Tier'), {
      ...tier,
      value: `${tierNames[tier.value] ?? tier.value}${tier.assumed ? ` ${vscode.l10n.t('(assumed)')}` : ''}`,
    }),
    field('phase', vscode.l10n.t('Phase'), phase && { ...phase, value: wordsOf(phases, phase.value).toLowerCase() }),
    field('owner', vscode.l10n.t('Owner'), owner),
    field('contact', vscode.l10n.t('Contact'), contact),
    field('rotation', vscode.l10n.t('On call'), rotation),
    field('kind', vscode.l10n.t('Kind'), { ...kind, value: wordsOf(kinds, kind.value).toLowerCase() }),
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
  if (!told) return { name, label, value: notSaid, because: vscode.l10n.t('Not set: click to set it') };
  return { name, label, value: told.value, because: told.because, ...(told.at ? { at: told.at } : {}) };
}

const traitNames: Readonly<Record<string, string>> = {
  requests: vscode.l10n.t('Answers requests'),
  calls: vscode.l10n.t('Calls others'),
  'third-party': vscode.l10n.t('Third party'),
  'batch-dependency': vscode.l10n.t('Batch dependency'),
  datastore: vscode.l10n.t('Data store'),
  migrations: vscode.l10n.t('Migrations'),
  cache: vscode.l10n.t('Cache'),
  consumer: vscode.l10n.t('Consumer'),
  schedule: vscode.l10n.t('Scheduled'),
  users: vscode.l10n.t('Reached by users'),
  kubernetes: 'Kubernetes',
  alerts: vscode.l10n.t('Alerts'),
  'shared-rotation': vscode.l10n.t('Shared rotation'),
  framework: vscode.l10n.t('Framework'),
  handover: vscode.l10n.t('Hand-over'),
};

/** The profile on one line. */
export function profileLine({ tier, phase, owner }: ProfileView): string {
  return [
    tier.assumed ? vscode.l10n.t('tier {0} assumed', tier.value) : vscode.l10n.t('tier {0}', tier.value),
    phase ? wordsOf(phases, phase.value).toLowerCase() : vscode.l10n.t('phase not set'),
    owner ? owner.value : vscode.l10n.t('owner not set'),
  ].join(' · ');
}
