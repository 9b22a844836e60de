import * as vscode from 'vscode';
import { method, type ServiceParams, type ServiceView } from '../../../server/src/protocol.ts';
import type { SummaryParams } from '../../../server/src/protocol/summary.ts';
import { shownOf, whereOf } from '../checklist/shown.ts';
import type { Server } from '../server.ts';

interface PickOptions {
  readonly title: string;
  readonly state: vscode.Memento;
  /** Also offers all services of a folder together. */
  readonly system?: true;
}

/** A service, or all services of a folder. */
export type Picked = ServiceParams & Pick<SummaryParams, 'system'>;

/** The service that a command is about: the only one, or one that is asked for, first the one that the checklist shows. */
export async function pickService(server: Server, { title, state, system }: PickOptions): Promise<Picked | undefined> {
  const services = await server.request<ServiceView[]>(method.services);
  const shown = shownOf(services, state);
  if (!shown) throw new Error(vscode.l10n.t('no service was found in this workspace'));
  if (services.length === 1) return { service: shown.name, folder: shown.folder };
  const picks = [shown, ...services.filter((each) => each !== shown)].map((each) => ({
    label: each.name,
    description: [whereOf(each), each === shown ? vscode.l10n.t('shown in the checklist') : '']
      .filter((part) => part !== '')
      .join(' · '),
    chosen: { service: each.name, folder: each.folder },
  }));
  const folders = system ? [...new Map(services.map((each) => [each.folder, each])).values()] : [];
  const whole = folders
    .filter(({ folder }) => services.filter((each) => each.folder === folder).length > 1)
    .map(({ folder, folderName }) => ({
      label: vscode.l10n.t('All services'),
      description: folderName ?? vscode.l10n.t('one page'),
      chosen: { folder, system: true as const },
    }));
  const all: readonly (vscode.QuickPickItem & { readonly chosen: Picked })[] = [...picks, ...whole];
  return (await vscode.window.showQuickPick(all, { title, ignoreFocusOut: true }))?.chosen;
}
