import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { AnswerParams, ChangeView, ItemView } from '../../../server/src/protocol/checklist.ts';
import { author } from '../author.ts';
import type { Server } from '../server.ts';

interface Choice extends vscode.QuickPickItem {
  readonly answer: AnswerParams['answer'];
}

const choices: readonly Choice[] = [
  { label: `$(check) ${vscode.l10n.t('Yes')}`, description: vscode.l10n.t('it is so'), answer: 'yes' },
  {
    label: `$(circle-slash) ${vscode.l10n.t('No')}`,
    description: vscode.l10n.t('it is not; with an accepted reason that is a decision'),
    answer: 'no',
  },
  {
    label: `$(dash) ${vscode.l10n.t('Not applicable')}`,
    description: vscode.l10n.t('it does not apply to this service'),
    answer: 'not-applicable',
  },
];

/** Where an answer is kept, and who gives it. */
export interface AnswerPlace {
  readonly service: string;
  readonly folder: string;
  readonly state: vscode.Memento;
}

/** Asks for an answer and its reason, and writes it. Leaving any question writes nothing. */
export async function answerItem(server: Server, item: ItemView, place: AnswerPlace): Promise<ChangeView | undefined> {
  const back: Choice = {
    label: `$(discard) ${vscode.l10n.t('Clear Answer')}`,
    description: vscode.l10n.t('use automatic evidence'),
    answer: 'none',
  };
  const choice = await vscode.window.showQuickPick(item.answer ? [...choices, back] : choices, {
    title: item.question,
    placeHolder: item.wanted,
    ignoreFocusOut: true,
  });
  if (!choice) return undefined;
  return choice.answer === 'none'
    ? takeBack(server, item, place)
    : giveReason(server, item, { ...place, answer: choice.answer });
}

/** Asks why, and writes the answer. A link in the reason is kept as its link. */
export async function giveReason(
  server: Server,
  item: ItemView,
  { answer, ...place }: AnswerPlace & { answer: 'yes' | 'no' | 'not-applicable' },
): Promise<ChangeView | undefined> {
  const words = {
    yes: vscode.l10n.t('Yes'),
    no: vscode.l10n.t('No'),
    'not-applicable': vscode.l10n.t('Not applicable'),
  }[answer];
  const reason = await vscode.window.showInputBox({
    title: item.question,
    prompt: vscode.l10n.t('{0}: why? Evidence wanted: {1} A link in the text is kept.', words, item.wanted),
    value: item.answer?.reason ?? '',
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' ? vscode.l10n.t('A reason is needed: it is what others can check') : undefined,
  });
  if (reason === undefined) return undefined;
  return write(server, place, { item: item.id, answer, reason: reason.trim() });
}

/** Gives the same answer again, as of today. */
export async function confirm(server: Server, item: ItemView, place: AnswerPlace): Promise<ChangeView | undefined> {
  if (!item.answer) return undefined;
  const { answer, reason, link } = item.answer;
  return write(server, place, { item: item.id, answer, reason, ...(link === undefined ? {} : { link }) });
}

/** Takes an answer back; what was said stays in its history. */
export async function takeBack(server: Server, item: ItemView, place: AnswerPlace): Promise<ChangeView | undefined> {
  return write(server, place, { item: item.id, answer: 'none', reason: '' });
}

async function write(
  server: Server,
  { service, folder, state }: AnswerPlace,
  given: Pick<AnswerParams, 'item' | 'answer' | 'reason' | 'link'>,
): Promise<ChangeView | undefined> {
  const by = await author(state);
  if (by === undefined) return undefined;
  const link = given.link ?? /https?:\/\/[^\s<>"')\]]+/.exec(given.reason)?.[0];
  const params: AnswerParams = { service, folder, ...given, by, ...(link === undefined ? {} : { link }) };
  return server.request<ChangeView>(method.answer, params);
}
