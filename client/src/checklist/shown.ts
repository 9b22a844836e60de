import type * as vscode from 'vscode';
import type { ServiceParams, ServiceView } from '../../../server/src/protocol.ts';

/** Where the workspace keeps which service the checklist shows. */
export const serviceKey = 'prr.service';

/** The service that the checklist shows: the one that was chosen while it is there, else the first. */
export function shownOf(services: readonly ServiceView[], state: vscode.Memento): ServiceView | undefined {
  const { service, folder } = state.get<ServiceParams>(serviceKey) ?? {};
  const chosen = services.find((each) => each.name === service && (folder === undefined || each.folder === folder));
  return chosen ?? services[0];
}

/** The folder of a service, which tells it from others; why it is taken for one is on the analysis scope's page. */
export function whereOf({ folderName, root }: ServiceView): string {
  return [folderName, root].filter((part) => part !== undefined && part !== '').join('/');
}
