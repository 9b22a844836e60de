import type { Risk, Summary } from './format.ts';
import type { Planned, SummaryInput } from './input.ts';

/** What was declined or deferred is not fixed for now, as a "no" with a reason is not. */
export function acceptedBy(planned: Planned | undefined): Risk['accepted'] {
  if (planned?.decision !== 'declined' && planned?.decision !== 'deferred') return undefined;
  const { by, date, reason = 'no reason given', until } = planned;
  const when = until === undefined ? '' : ` until ${until}`;
  return { by, date, reason: `${planned.decision}${when}: ${reason}` };
}

/** Who fixes it, and until when, where that was agreed. */
export function plannedBy(planned: Planned | undefined): Pick<Risk, 'planned'> {
  if (planned?.decision !== 'accepted' && planned?.decision !== 'counter') return {};
  const { owner, due, decision, proposal } = planned;
  const when = due === undefined ? 'no due date' : `due ${due}`;
  const instead = decision === 'counter' && proposal !== undefined ? `; instead: ${proposal}` : '';
  return {
    planned: {
      ...(owner === undefined ? {} : { by: owner }),
      ...(due === undefined ? {} : { due }),
      words: `${owner ?? 'no owner yet'}, ${when}${instead}`,
    },
  };
}

/** What was decided on improvements, each with who and when. */
export function decidedImprovements({
  plan = new Map(),
  titles = new Map(),
}: Pick<SummaryInput, 'plan' | 'titles'>): Summary['decisions'][number][] {
  return [...plan].flatMap(([id, planned]) => {
    const words = decisionWords(planned);
    if (words === undefined) return [];
    const { reason, by, date } = planned;
    const text = `“${titles.get(id) ?? id}”: ${words}`;
    return [{ text, outcome: 'decided' as const, ...(reason === undefined ? {} : { reason }), by, date }];
  });
}

function decisionWords({ decision, until, proposal, owner, due }: Planned): string | undefined {
  switch (decision) {
    case 'accepted':
      return `accepted, ${owner ?? 'no owner yet'}${due === undefined ? '' : `, due ${due}`}`;
    case 'declined':
      return 'declined';
    case 'deferred':
      return until === undefined ? 'deferred' : `deferred until ${until}`;
    case 'counter':
      return proposal === undefined ? 'replaced by another change' : `replaced by: ${proposal}`;
    case 'proposed':
      return undefined;
  }
}
