import * as vscode from 'vscode';
import { method, type ServiceParams } from '../../../server/src/protocol.ts';
import type {
  ChangeView,
  DescribeParams,
  DraftedView,
  ProfileView,
  ToldView,
} from '../../../server/src/protocol/checklist.ts';
import type { Server } from '../server.ts';
import { notSaid, profileFields } from './profile-fields.ts';

interface Choice extends vscode.QuickPickItem {
  readonly fields: DescribeParams['fields'];
}

interface Choosing {
  readonly heading: string;
  readonly now: ToldView | undefined;
}

const tiers: readonly Choice[] = [
  {
    label: vscode.l10n.t('1, critical'),
    detail: vscode.l10n.t('Above 99.9 %: users cannot do without it'),
    fields: { tier: 1 },
  },
  { label: vscode.l10n.t('2, standard'), detail: vscode.l10n.t('99 to 99.9 %: most services'), fields: { tier: 2 } },
  {
    label: vscode.l10n.t('3, experimental'),
    detail: vscode.l10n.t('95 to 99 %: few depend on it'),
    fields: { tier: 3 },
  },
];

const phases: readonly Choice[] = [
  {
    label: vscode.l10n.t('Design'),
    detail: vscode.l10n.t('Nothing runs yet: what is the plan?'),
    fields: { phase: 'design' },
  },
  {
    label: vscode.l10n.t('Build'),
    detail: vscode.l10n.t('It is being written: is it in the code?'),
    fields: { phase: 'build' },
  },
  {
    label: vscode.l10n.t('Launch'),
    detail: vscode.l10n.t('Users come soon: was it tried?'),
    fields: { phase: 'launch' },
  },
  {
    label: vscode.l10n.t('Operation'),
    detail: vscode.l10n.t('Users are there: is it still so?'),
    fields: { phase: 'operate' },
  },
];

const kinds: readonly Choice[] = [
  { label: vscode.l10n.t('Service'), detail: vscode.l10n.t('Answers requests'), fields: { kind: 'service' } },
  {
    label: vscode.l10n.t('Job'),
    detail: vscode.l10n.t('Ends by itself, or works off a queue'),
    fields: { kind: 'job' },
  },
  { label: vscode.l10n.t('Website'), detail: vscode.l10n.t('Pages that a browser runs'), fields: { kind: 'website' } },
  { label: vscode.l10n.t('Library'), detail: vscode.l10n.t('Other programs take it in'), fields: { kind: 'library' } },
  { label: vscode.l10n.t('Tool'), detail: vscode.l10n.t('People run it'), fields: { kind: 'tool' } },
];

const asked: readonly (vscode.QuickPickItem & { field: string })[] = [
  { label: vscode.l10n.t('Tier'), detail: vscode.l10n.t('How much depends on it'), field: 'tier' },
  { label: vscode.l10n.t('Phase'), detail: vscode.l10n.t('Where it is in its life'), field: 'phase' },
  { label: vscode.l10n.t('Owner'), detail: vscode.l10n.t('The team that answers for it'), field: 'owner' },
  { label: vscode.l10n.t('Contact'), detail: vscode.l10n.t('How the owner is reached'), field: 'contact' },
  {
    label: vscode.l10n.t('What it does'),
    detail: vscode.l10n.t('One or two sentences, for a stranger'),
    field: 'description',
  },
  { label: vscode.l10n.t('Kind'), detail: vscode.l10n.t('Service, job, website, library, tool'), field: 'kind' },
  {
    label: `$(go-to-file) ${vscode.l10n.t('Everything else')}`,
    detail: vscode.l10n.t('Opens its descriptor: rotation, dependencies, former names'),
    field: 'file',
  },
];

/** Asks one thing of a service and writes it to its descriptor; gives the change, or nothing when the person left. */
export async function setProfile(
  server: Server,
  service: Required<ServiceParams>,
  field: string | undefined,
): Promise<ChangeView | undefined> {
  const profile = await server.request<ProfileView | null>(method.profile, service);
  const wanted = field ?? (await askField(service, profile));
  if (wanted === undefined) return undefined;
  const title = (what: string) => vscode.l10n.t('{0} of the service {1}', what, service.service);
  switch (wanted) {
    case 'tier':
      return choose(tiers, { heading: title(vscode.l10n.t('Tier')), now: profile?.tier });
    case 'phase':
      return choose(phases, { heading: title(vscode.l10n.t('Phase')), now: profile?.phase });
    case 'kind':
      return choose(kinds, { heading: title(vscode.l10n.t('Kind')), now: profile?.kind });
    case 'owner':
      return type('owner', title(vscode.l10n.t('Owner')), profile?.owner?.value);
    case 'contact':
      return type('contact', title(vscode.l10n.t('Contact')), profile?.contact?.value);
    case 'description':
      return type('description', vscode.l10n.t('What {0} does, and for whom', service.service), profile?.description);
    default:
      await openDescriptor(server, service);
      return undefined;
  }

  async function choose(choices: readonly Choice[], { heading, now }: Choosing): Promise<ChangeView | undefined> {
    const isNow = ({ fields }: Choice) => Object.values(fields).some((value) => String(value) === now?.value);
    const present = choices
      .filter(isNow)
      .map((each) => ({ ...each, description: now?.assumed ? vscode.l10n.t('now, assumed') : vscode.l10n.t('now') }));
    const picks = [...present, ...choices.filter((each) => !isNow(each))];
    const choice = await vscode.window.showQuickPick(picks, { title: heading, ignoreFocusOut: true });
    if (!choice) return undefined;
    // What its descriptor says already stays as it is; what was only seen or assumed is written when it is chosen.
    const said = now?.at !== undefined && now.at.uri === profile?.descriptor?.uri;
    return said && isNow(choice) ? undefined : describe(choice.fields);
  }
  async function type(
    name: 'owner' | 'contact' | 'description',
    heading: string,
    value = '',
  ): Promise<ChangeView | undefined> {
    const text = await vscode.window.showInputBox({
      title: heading,
      value,
      prompt: vscode.l10n.t('Stored in its description under .prr/services; leave empty to clear it'),
      ignoreFocusOut: true,
    });
    return text === undefined ? undefined : describe({ [name]: text.trim() === '' ? null : text.trim() });
  }
  async function describe(given: DescribeParams['fields']): Promise<ChangeView> {
    return server.request<ChangeView>(method.describe, { ...service, fields: given } satisfies DescribeParams);
  }
}

async function askField(
  { service }: Required<ServiceParams>,
  profile: ProfileView | null,
): Promise<string | undefined> {
  const known = profile ? profileFields(profile) : [];
  const valueOf = (field: string) =>
    field === 'description' ? (profile?.description ?? notSaid) : known.find(({ name }) => name === field)?.value;
  const picks = asked.map((each) => ({ ...each, description: valueOf(each.field) ?? '' }));
  return (await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Describe {0}', service) }))?.field;
}

/** Opens the descriptor of a service; it is made from what was seen where there is none. */
export async function openDescriptor(server: Server, service: ServiceParams): Promise<void> {
  const drafted = await server.request<DraftedView>(method.draftDescriptor, service);
  const uri = vscode.Uri.parse(drafted.uri);
  await vscode.window.showTextDocument(uri);
  if (!drafted.created) return;
  const file = vscode.workspace.asRelativePath(uri);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Created {0} from what the files show. Add what only you know.', file),
  );
}
