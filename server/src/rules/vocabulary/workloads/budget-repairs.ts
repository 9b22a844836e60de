import type { Workload } from '../../../model/artefact-fact.ts';
import type { KeyedText } from '../../../model/cluster-fact.ts';
import type { Fix } from '../../../model/site.ts';
import { newBudget } from './budgets.ts';
import { say } from '../../../words/say.ts';

/** Gives a workload a PodDisruptionBudget in its file. */
export function addBudget(workload: Workload, file: string): Fix[] {
  const edit = newBudget(workload);
  const title = say('budget-repairs.add-a-poddisruptionbudget-for', { name: workload.name });
  return edit ? [{ title, safety: 'suggestion', changes: [{ file, edits: [edit] }] }] : [];
}

/** Lets a quarter of the pods go, whatever a budget says now. */
export function adjustBudget(value: KeyedText, { isMax, file }: { isMax: boolean; file: string }): Fix[] {
  const edits = [
    ...(isMax ? [] : [{ span: value.keySpan, text: 'maxUnavailable' }]),
    // In JSON a number stands without quotes, a percentage with them.
    { span: value.span, text: file.endsWith('.json') && /^\d+$/.test(value.text) ? '"25%"' : '25%' },
  ];
  return [{ title: say('budget-repairs.set-maxunavailable-25'), safety: 'suggestion', changes: [{ file, edits }] }];
}
