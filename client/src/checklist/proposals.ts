import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { ChangeView } from '../../../server/src/protocol/checklist.ts';
import type { ProposalParams, ProposalRef, ProposalView } from '../../../server/src/protocol/proposals.ts';
import { author } from '../author.ts';
import { orTell } from '../places.ts';
import type { Server } from '../server.ts';
import type { Undo } from '../undo.ts';
import { titleOf, type ProposalNode, type ProposalsNode } from './proposal-rows.ts';

/** The proposals of assistants, as rows at the top of the checklist. */
export interface Proposals extends vscode.Disposable {
  /** The group of all, where there is one. */
  load(): Promise<readonly ProposalsNode[]>;
}

interface ProposalsOptions {
  readonly state: vscode.Memento;
  readonly undo: Undo;
  /** Called when one has been accepted or deleted. */
  changed(): void;
}

/** Reads what assistants proposed, and lets a person accept or delete it. */
export function registerProposals(server: Server, { state, undo, changed }: ProposalsOptions): Proposals {
  const load = async () => {
    const proposals = await server.request<ProposalView[]>(method.proposals);
    void vscode.commands.executeCommand('setContext', 'prr.proposals', proposals.length);
    return proposals;
  };
  const chosen = async (given: unknown, title: string): Promise<ProposalView | undefined> => {
    if (isNode(given)) return given.proposal;
    const picks = (await load()).map((proposal) => ({ label: titleOf(proposal), detail: proposal.text, proposal }));
    return (await vscode.window.showQuickPick(picks, { title, matchOnDetail: true }))?.proposal;
  };
  const on = (name: string, title: string, step: (proposal: ProposalView) => Promise<unknown>) =>
    vscode.commands.registerCommand(name, (given: unknown) =>
      orTell(async () => {
        const proposal = await chosen(given, title);
        if (!proposal) return;
        await step(proposal);
        changed();
      }),
    );
  const registered = vscode.Disposable.from(
    on('prr.acceptProposal', vscode.l10n.t('Accept which proposal?'), async (proposal) => {
      const by = await author(state);
      if (by === undefined) return;
      const params: ProposalParams = { id: proposal.id, folder: proposal.folder, by };
      const change = await server.request<ChangeView | null>(method.acceptProposal, params);
      const what = vscode.l10n.t('{0} (proposed by {1})', titleOf(proposal), proposal.by);
      if (change) undo.keep(change, what);
      else vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Written: {0}', what)}`, 5000);
    }),
    on('prr.deleteProposal', vscode.l10n.t('Delete which proposal?'), async ({ id, folder, ...proposal }) => {
      const change = await server.request<ChangeView>(method.deleteProposal, { id, folder } satisfies ProposalRef);
      undo.keep(change, vscode.l10n.t('deleted: {0}', titleOf({ id, folder, ...proposal })));
    }),
    vscode.commands.registerCommand('prr.openProposal', (given: unknown) =>
      isNode(given) ? vscode.window.showTextDocument(vscode.Uri.parse(given.proposal.file)) : undefined,
    ),
  );
  return {
    async load() {
      const proposals = await load();
      return proposals.length === 0 ? [] : [{ kind: 'proposals', proposals }];
    },
    dispose: () => registered.dispose(),
  };
}

function isNode(given: unknown): given is ProposalNode {
  return typeof given === 'object' && given !== null && 'kind' in given && given.kind === 'proposal';
}
