import * as vscode from 'vscode';
import { method, type ServiceParams, type ServiceView } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

/** The service that a command is about: the only one, or one that is asked for. */
export async function pickService(server: Server, title: string): Promise<ServiceParams | undefined> {
  const services = await server.request<ServiceView[]>(method.services);
  const [only] = services;
  if (!only) throw new Error('no service was found in this workspace');
  if (services.length === 1) return { service: only.name, folder: only.folder };
  const picks = services.map(({ name, because, folder, folderName = '' }) => ({
    label: name,
    description: folderName,
    detail: because,
    folder,
  }));
  const pick = await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true });
  return pick && { service: pick.label, folder: pick.folder };
}
