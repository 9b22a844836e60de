import type { Problem } from '../model/problem.ts';
import type { ChecklistItem, Phase } from '../model/review.ts';
import type { Span } from '../model/span.ts';
import { checklistFormat } from './formats.ts';
import { readFormat } from './read-format.ts';

/** The items of a checklist file; none of a file with a mistake. */
export function readChecklist(source: { file: string; text: string }): {
  items: readonly ChecklistItem[];
  problems: readonly Problem[];
  /** Place of the value under a path. */
  spanOf(path: readonly PropertyKey[]): Span;
} {
  const read = readFormat(source, checklistFormat);
  const { value, problems } = read;
  const items = (value?.items ?? []).map((item): ChecklistItem => {
    const asks: Partial<Record<Phase, string>> = {};
    for (const [phase, question] of Object.entries(item.asks))
      if (question !== undefined) asks[phase as Phase] = question;
    const { risk, ...rest } = item;
    return { ...rest, asks, ...(risk === undefined ? {} : { risk }) };
  });
  return { items, problems, spanOf: 'spanOf' in read ? read.spanOf : () => ({ start: 0, end: 0 }) };
}
