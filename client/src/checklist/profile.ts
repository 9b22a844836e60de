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
  { label: '1, critical', detail: 'Above 99.9 %: users cannot do without it', fields: { tier: 1 } },
  { label: '2, standard', detail: '99 to 99.9 %: most services', fields: { tier: 2 } },
  { label: '3, experimental', detail: '95 to 99 %: few depend on it', fields: { tier: 3 } },
];

const phases: readonly Choice[] = [
  { label: 'Design', detail: 'Nothing runs yet: what is the plan?', fields: { phase: 'design' } },
  { label: 'Build', detail: 'It is being written: is it in the code?', fields: { phase: 'build' } },
  { label: 'Launch', detail: 'Users come soon: was it tried?', fields: { phase: 'launch' } },
  { label: 'Operation', detail: 'Users are there: is it still so?', fields: { phase: 'operate' } },
];

const kinds: readonly Choice[] = [
  { label: 'Service', detail: 'Answers requests', fields: { kind: 'service' } },
  { label: 'Job', detail: 'Ends by itself, or works off a queue', fields: { kind: 'job' } },
  { label: 'Website', detail: 'Pages that a browser runs', fields: { kind: 'website' } },
  { label: 'Library', detail: 'Other programs take it in', fields: { kind: 'library' } },
  { label: 'Tool', detail: 'People run it', fields: { kind: 'tool' } },
];

const asked: readonly (vscode.QuickPickItem & { field: string })[] = [
  { label: 'Tier', detail: 'How much depends on it', field: 'tier' },
  { label: 'Phase', detail: 'Where it is in its life', field: 'phase' },
  { label: 'Owner', detail: 'The team that answers for it', field: 'owner' },
  { label: 'Contact', detail: 'How the owner is reached', field: 'contact' },
  { label: 'What it does', detail: 'One or two sentences, for a stranger', field: 'description' },
  { label: 'Kind', detail: 'Service, job, website, library, tool', field: 'kind' },
  {
    label: '$(go-to-file) Everything else',
    detail: 'Opens its descriptor: rotation, dependencies, former names',
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
  const title = (what: string) => `${what} of ${service.service}`;
  switch (wanted) {
    case 'tier':
      return choose(tiers, { heading: title('Tier'), now: profile?.tier });
    case 'phase':
      return choose(phases, { heading: title('Phase'), now: profile?.phase });
    case 'kind':
      return choose(kinds, { heading: title('Kind'), now: profile?.kind });
    case 'owner':
      return type('owner', title('Owner'), profile?.owner?.value);
    case 'contact':
      return type('contact', title('Contact'), profile?.contact?.value);
    case 'description':
      return type('description', title('What it does, and for whom:'), profile?.description);
    default:
      await openDescriptor(server, service);
      return undefined;
  }

  async function choose(choices: readonly Choice[], { heading, now }: Choosing): Promise<ChangeView | undefined> {
    const isNow = ({ fields }: Choice) => Object.values(fields).some((value) => String(value) === now?.value);
    const present = choices
      .filter(isNow)
      .map((each) => ({ ...each, description: now?.assumed ? 'now, assumed' : 'now' }));
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
      prompt: 'Kept in its descriptor under .prr/services; empty takes it back',
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
  return (await vscode.window.showQuickPick(picks, { title: `Describe ${service}` }))?.field;
}

/** Opens the descriptor of a service; it is made from what was seen where there is none. */
export async function openDescriptor(server: Server, service: ServiceParams): Promise<void> {
  const drafted = await server.request<DraftedView>(method.draftDescriptor, service);
  const uri = vscode.Uri.parse(drafted.uri);
  await vscode.window.showTextDocument(uri);
  if (!drafted.created) return;
  const file = vscode.workspace.asRelativePath(uri);
  void vscode.window.showInformationMessage(`Created ${file} from what the files show. Add what only you know.`);
}
