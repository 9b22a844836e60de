import type { Answer, ClaimStatus, ItemState, ItemStatus } from '../model/review.ts';

export interface StateInput {
  readonly claims: readonly ClaimStatus[];
  readonly answer: Answer | undefined;
  readonly cover: Cover | undefined;
}

/** The state of an item from its claims and what a person answered, with the reason. */
export function itemState({ claims, answer, cover }: StateInput): { state: ItemState; because: string } {
  const said = answer ? `${answer.by} on ${answer.date}: ${answer.reason}` : '';
  if (answer?.answer === 'not-applicable') return { state: 'not-applicable', because: said };
  if (answer?.answer === 'no') return { state: 'no', because: said };
  const applicable = claims.filter(({ verdict }) => verdict !== 'not-applicable');
  const failed = applicable.filter(({ verdict }) => verdict === 'violated');
  if (failed.length > 0) {
    const where = failedWords(failed, applicable.length);
    return { state: 'violated', because: answer ? `${where}, though answered yes (${said})` : where };
  }
  if (answer) return { state: 'yes', because: said };
  const [only] = claims;
  if (!only || applicable.length === 0)
    return { state: 'not-applicable', because: only?.because ?? 'Nothing of the kind was found' };
  const passed = applicable.filter(({ verdict }) => verdict === 'shown');
  const rest = cover?.part ? `${cover.because}; ` : '';
  if (passed.length === applicable.length)
    return {
      state: 'shown',
      because:
        passed.length === 1 ? (passed[0]?.because ?? '') : `${passed.length} of ${applicable.length} checks passed`,
    };
  const open = applicable.filter(({ verdict }) => verdict !== 'shown');
  if (applicable.every(({ verdict }) => verdict === 'manual')) {
    const [first] = open;
    const because = open.length === 1 && first?.off ? first.because : 'Manual answer required';
    return { state: 'unanswered', because: cover?.part ? cover.because : because };
  }
  // An open question that the files nearly answer comes before one that only people can.
  const first = open.find(({ verdict }) => verdict === 'cannot-tell') ?? open[0];
  const asked = first ? openWords(first, applicable.length > 1) : '';
  return {
    state: 'cannot-tell',
    because: `${rest}${applicable.length === 1 ? asked : `${passed.length} of ${applicable.length} checks passed; open: ${asked}`}`,
  };
}

function failedWords(failed: readonly ClaimStatus[], all: number): string {
  const [first] = failed;
  if (all === 1) return first?.because ?? '';
  const words = failed.map(({ claim, because }) => `${claim.text} (${because})`).join('; ');
  return `${failed.length} of ${all} checks failed: ${words}`;
}

/** The open claim and what would show it. */
function openWords({ claim, verdict, because, ask }: ClaimStatus, named: boolean): string {
  const what = verdict === 'manual' ? because : ask === undefined ? because : `${because}: ${ask}`;
  return named ? `${claim.text}: ${verdict === 'manual' ? what : (ask ?? what)}` : what;
}

/** A module of the service that provides what an item asks for, or a record of people that answers it. */
export interface Cover extends NonNullable<ItemStatus['framework']> {
  /** It shows a part only: the rest stays open. */
  readonly part: boolean;
}
