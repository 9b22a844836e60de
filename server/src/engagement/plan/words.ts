import type { Improvement, Past } from './standing.ts';

/** What was decided of an improvement, by whom and why; one sentence. */
export function decisionWords(
  improvement: Pick<Improvement, 'said' | 'again' | 'back' | 'candidate' | 'group' | 'mistake'>,
): string {
  const { said, again, back, candidate, group, mistake } = improvement;
  if (mistake !== undefined) return `Inconclusive: ${mistake} has a mistake.`;
  const came = back === undefined ? '' : ` Its finding came back: it was gone on ${back}.`;
  if (group === 'done') return `Done on ${said?.done ?? ''}, recorded by hand.`;
  if (said === undefined || said.decision === 'proposed') {
    const answered = candidate.answered === undefined ? '' : `, and ${candidate.answered}`;
    return `Proposed${answered}.${formerly(said)}${came}`;
  }
  const { decision, by, date, reason, until, proposal } = said;
  const because = reason === undefined ? '' : `: ${reason.replace(/[.\s]+$/, '')}`;
  const who = `by ${by} on ${date}${because}.`;
  switch (decision) {
    case 'accepted':
      return `Accepted ${who}${came}`;
    case 'declined':
      return `Declined ${who}${came}`;
    case 'counter':
      return `Replaced ${who} Instead: ${(proposal ?? 'not recorded').replace(/[.\s]+$/, '')}.${came}`;
    case 'deferred':
      return again
        ? `Deferred ${who} ${until === undefined ? 'No date was set' : `That was until ${until}`}.${came}`
        : `Deferred until ${until ?? ''} ${who}${came}`;
  }
}

/** What was decided before it was proposed again. */
function formerly(said: Improvement['said']): string {
  const last = said?.history?.findLast(({ decision }) => isDecision.test(decision));
  if (!said || !last) return '';
  const why = last.reason === undefined ? '' : `: ${last.reason.replace(/[.\s]+$/, '')}`;
  const was = last.decision === 'counter' ? 'replaced' : last.decision;
  return ` It was ${was} by ${last.by} on ${last.date}${why}. ${said.by} undid that on ${said.date}.`;
}

const isDecision = /^(?:accepted|deferred|declined|counter)$/;

/** Who does it until when, and how often the date has moved. */
export function ownerWords(
  { said, owner, due, overdue }: Improvement,
  { today, left }: { today: string; left?: string | undefined },
): string {
  const moves = said?.history?.filter(({ decision }) => decision.startsWith('moved from')).length ?? 0;
  const when =
    due === undefined
      ? 'no date'
      : overdue
        ? `was due on ${due}`
        : due < today
          ? `its date ${due} has passed`
          : `due ${due}`;
  const moved = moves === 0 ? '' : `, moved ${moves === 1 ? 'once' : `${moves} times`}`;
  const gone = left === undefined ? '' : ` (left on ${left})`;
  return `${owner ?? 'no owner'}${gone}, ${when}${moved}`;
}

/** What became of what shows no longer. */
export function pastWords({ state, because, since, said }: Past): string {
  const who =
    said.decision === 'proposed'
      ? ''
      : ` It was ${said.decision === 'counter' ? 'replaced' : said.decision} by ${said.by} on ${said.date}.`;
  const seen = since === undefined ? '' : `, first in the export of ${since}`;
  switch (state) {
    case 'done':
      return `Done: ${because}${seen}.${who}`;
    case 'away':
      return `No longer wanted: ${because}.${who}`;
    case 'unknown':
      return `It is unknown whether it is done: ${because}.${who}`;
  }
}
