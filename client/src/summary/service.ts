import * as vscode from 'vscode';
import { method, type ServiceParams, type ServiceView } from '../../../server/src/protocol.ts';
import { shownOf } from '../checklist/shown.ts';
import type { Server } from '../server.ts';

interface PickOptions {
  readonly title: string;
  readonly state: vscode.Memento;
}

/** The service that a command is about: the only one, or one that is asked for, first the one that the checklist shows. */
export async function pickService(server: Server, { title, state }: PickOptions): Promise<ServiceParams | undefined> {
  const services = await server.request<ServiceView[]>(method.services);
  const shown = shownOf(services, state);
  if (!shown) throw new Error('no service was found in this workspace');
  if (services.length === 1) return { service: shown.name, folder: shown.folder };
  const picks = [shown, ...services.filter((each) => each !== shown)].map((each) => ({
    label: each.name,
    description: [each.folderName, each === shown ? 'shown in the checklist' : undefined]
      .filter((part) => part !== undefined)
      .join(' · '),
    detail: each.because,
    folder: each.folder,
  }));
  const pick = await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true });
  return pick && { service: pick.label, folder: pick.folder };
}
