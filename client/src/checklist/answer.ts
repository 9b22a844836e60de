import * as vscode from 'vscode';
import { method } from '../../../server/src/protocol.ts';
import type { AnswerParams, ItemView } from '../../../server/src/protocol/checklist.ts';
import { author } from '../author.ts';
import type { Server } from '../server.ts';

interface Choice extends vscode.QuickPickItem {
  readonly answer: AnswerParams['answer'];
}

const choices: readonly Choice[] = [
  { label: '$(check) Yes', description: 'it is so', answer: 'yes' },
  {
    label: '$(circle-slash) No',
    description: 'it is not so; with an accepted reason that is a decision',
    answer: 'no',
  },
  { label: '$(dash) Not applicable', description: 'it does not apply to this service', answer: 'not-applicable' },
];

/** Asks for an answer and its reason, and writes it. Leaving any question writes nothing. */
export async function answerItem(
  server: Server,
  item: ItemView,
  { service, folder, state }: { service: string; folder: string; state: vscode.Memento },
): Promise<void> {
  const back: Choice = {
    label: '$(discard) Take the answer back',
    description: 'the checks speak again',
    answer: 'none',
  };
  const choice = await vscode.window.showQuickPick(item.answer ? [...choices, back] : choices, {
    title: item.question,
    placeHolder: item.wanted,
    ignoreFocusOut: true,
  });
  if (!choice) return;
  if (choice.answer === 'none') {
    await server.request(method.answer, {
      service,
      folder,
      item: item.id,
      answer: 'none',
      reason: '',
      by: '',
    } satisfies AnswerParams);
    return;
  }
  const reason = await vscode.window.showInputBox({
    title: item.question,
    prompt: `Why? Evidence wanted: ${item.wanted}`,
    value: item.answer?.reason ?? '',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'A reason is needed: it is what others can check' : undefined),
  });
  if (reason === undefined) return;
  const by = await author(state);
  if (by === undefined) return;
  const params: AnswerParams = { service, folder, item: item.id, answer: choice.answer, reason: reason.trim(), by };
  await server.request(method.answer, params);
}
