import * as vscode from 'vscode';
import type { ProposalView } from '../../../server/src/protocol/proposals.ts';
import { noteWords, wordsOf } from '../vocabulary.ts';

/** A row with a proposal. */
export interface ProposalNode {
  readonly kind: 'proposal';
  readonly proposal: ProposalView;
  readonly parent: ProposalsNode;
}

/** The row above all proposals. */
export interface ProposalsNode {
  readonly kind: 'proposals';
  readonly proposals: readonly ProposalView[];
}

const kinds = noteWords(vscode.l10n.t);

/** What is proposed, in a few words. */
export function titleOf({ answer, kind, itemTitle, item, service }: ProposalView): string {
  const words = {
    yes: vscode.l10n.t('Yes'),
    no: vscode.l10n.t('No'),
    'not-applicable': vscode.l10n.t('Not applicable'),
  };
  const what = answer ? words[answer] : kind ? wordsOf(kinds, kind) : '';
  const about = itemTitle ?? item ?? service;
  return about === undefined ? what : `${about}: ${what}`;
}

/** The row above all proposals. */
export function proposalsItem({ proposals }: ProposalsNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Proposed by assistants'), vscode.TreeItemCollapsibleState.Expanded);
  item.id = 'proposals';
  item.iconPath = new vscode.ThemeIcon('sparkle');
  item.description = String(proposals.length);
  item.tooltip = vscode.l10n.t('None of these counts until you accept it');
  return item;
}

/** A row with a proposal; a click opens where it is about. */
export function proposalItem({ proposal }: ProposalNode): vscode.TreeItem {
  const { id, by, at, text, evidence, service, place, folder } = proposal;
  const title = titleOf(proposal);
  const item = new vscode.TreeItem(title);
  item.id = `proposal:${folder}:${id}`;
  item.contextValue = 'proposal';
  item.iconPath = new vscode.ThemeIcon(proposal.answer ? 'checklist' : 'comment-draft');
  item.description = text.replace(/\s+/g, ' ').slice(0, 200);
  const about = [service, by, at.slice(0, 10)].filter((each) => each !== undefined).join(', ');
  item.tooltip = [title, text, ...evidence, about].join('\n');
  item.accessibilityInformation = {
    label: vscode.l10n.t('Proposal, not accepted: {0}. {1}. By {2}', title, text, by),
  };
  if (place) item.command = { title: vscode.l10n.t('Open Location'), command: 'prr.reveal', arguments: [place] };
  return item;
}
