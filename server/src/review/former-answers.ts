import type { Answer, FormerAnswer, FormerQuestion, MovedItem } from '../model/review.ts';

export interface Said {
  readonly moved: readonly MovedItem[];
  /** By item, as the files say. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** By item, what was said and withdrawn. */
  readonly withdrawn: ReadonlyMap<string, readonly FormerAnswer[]>;
}

/** What was answered to the former questions that an item took over, oldest first. */
export function formerOf(item: string, said: Said): FormerQuestion[] {
  const found = said.moved
    .filter(({ items }) => items.includes(item))
    .flatMap((moved) => {
      const answer = formerAnswerTo(moved, said);
      return answer ? [{ moved, answer }] : [];
    });
  const alike = found.filter(({ moved }) => moved.same);
  // Where two that became one disagree, neither is the answer.
  const agree = new Set(alike.map(({ answer }) => answer.answer)).size === 1;
  return found
    .map((each) => ({ ...each, counts: each.moved.same && agree && !isCurrent(item, said) }))
    .sort((a, b) => (a.answer.date < b.answer.date ? -1 : a.answer.date > b.answer.date ? 1 : 0));
}

/** What was answered to a question as it was asked before; an answer to the new question under the same id is none. */
export function formerAnswerTo({ id, same, items }: MovedItem, { answers, withdrawn }: Said): FormerAnswer | undefined {
  const own = answers.get(id);
  // An item that kept its id and meaning has its answer as its own.
  if (same && items.includes(id)) return undefined;
  if (own && own.asked === undefined) return own;
  const history = own?.history ?? withdrawn.get(id) ?? [];
  // Behind a withdrawal of the former answer nothing stands; behind an answer to the new question it does.
  const answeredAnew = own !== undefined || history.some(({ asked }) => asked !== undefined);
  const last = answeredAnew ? history.findLast(({ asked }) => asked === undefined) : undefined;
  return last?.answer === 'none' ? undefined : last;
}

/** The answer to an item: to its question as it is asked now, or to a former one that means the same. */
export function answerOf(
  item: string,
  { moved, answers, former }: Pick<Said, 'moved' | 'answers'> & { readonly former: readonly FormerQuestion[] },
): Answer | undefined {
  const own = answers.get(item);
  if (own && !isFormer(own, moved)) return own;
  const counting = former.findLast(({ counts }) => counts);
  return counting && answers.get(counting.moved.id);
}

/** It answers another question than its item asks now. */
function isFormer({ item, asked }: Answer, moved: readonly MovedItem[]): boolean {
  return asked === undefined && moved.some(({ id, same, items }) => id === item && !(same && items.includes(id)));
}

/** Somebody answered the item itself, or withdrew such an answer. */
function isCurrent(item: string, { answers, moved, withdrawn }: Said): boolean {
  const own = answers.get(item);
  return own === undefined ? withdrawn.has(item) : !isFormer(own, moved);
}

/** Ids of former items that mean the same as an item. */
export function movedFrom(item: string, moved: readonly MovedItem[]): string[] {
  return moved.filter(({ id, same, items }) => same && id !== item && items.includes(item)).map(({ id }) => id);
}

/** What was answered to questions that left the checklist for a part of the engagement, oldest first. */
export function leftAnswers(
  moved: readonly MovedItem[],
  said: { readonly answers: readonly Answer[]; readonly withdrawn: Said['withdrawn'] },
): { moved: MovedItem; answer: FormerAnswer }[] {
  const answers = new Map(said.answers.map((answer) => [answer.item, answer]));
  return moved
    .filter(({ part }) => part !== undefined)
    .flatMap((each) => {
      const answer = formerAnswerTo(each, { moved, answers, withdrawn: said.withdrawn });
      return answer ? [{ moved: each, answer }] : [];
    })
    .sort((a, b) => (a.answer.date < b.answer.date ? -1 : a.answer.date > b.answer.date ? 1 : 0));
}
