import { createHash } from 'node:crypto';
import type { LinePlace } from '../../model/line-place.ts';
import type { AlertOf } from '../seen/alerts.ts';
import type { PartInput } from '../part.ts';
import type { Flows } from './flows.ts';
import type { Production } from './production.ts';
import { ended, identifierOf, placeWords } from '../kit/words.ts';
import { sentence } from '../kit/show.ts';

/** A question whose answer a file shows. */
export interface Question {
  /** Stable while what it is about keeps its name. */
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  /** Where the answer is written. */
  readonly at: LinePlace;
  /** Fingerprint of the answer, to tell when it has changed since somebody gave it. */
  readonly of: string;
}

const most = 20;

/** Questions made from facts with known answers; nothing is asked that no file answers. */
export async function questionsOf(
  input: PartInput,
  { flows, production, alerts }: { flows: Flows; production: Production; alerts: readonly AlertOf[] },
): Promise<readonly Question[]> {
  const groups = [
    timeoutQuestions(flows),
    await dependencyQuestions(input),
    alerts.flatMap(alertQuestions),
    productionQuestions(production),
    await objectiveQuestions(input),
  ];
  // A few of each kind before many of one.
  const found: Question[] = [];
  const ids = new Set<string>();
  for (let i = 0; found.length < most && groups.some((group) => i < group.length); i++)
    for (const group of groups) {
      const next = group[i];
      if (!next || ids.has(next.id) || found.length >= most) continue;
      ids.add(next.id);
      found.push(next);
    }
  return found;
}

function made(id: string, question: string, answer: string, at: LinePlace): Question {
  const of = createHash('sha256').update(answer).digest('hex').slice(0, 12);
  return { id: identifierOf(id), question, answer, at, of };
}

function timeoutQuestions({ flows, others }: Flows): Question[] {
  return [...new Set([...flows.flatMap(({ calls }) => calls), ...others])].flatMap(
    ({ within, api, target, at, limit, deadline }) => {
      if (deadline === 'unknown') return [];
      const to = target === undefined ? '' : ` to ${target}`;
      return [
        made(
          `timeout ${within ?? api} ${at.file}`,
          `What is the timeout of the call${to} in ${within ?? api}?`,
          deadline === 'absent' ? `Nothing: ${limit.replace(/^none: /, '')}.` : ended(sentence(limit)),
          at,
        ),
      ];
    },
  );
}

async function dependencyQuestions({ review, lineOf }: PartInput): Promise<Question[]> {
  const found: Question[] = [];
  for (const { name, hard, owner, at } of review.profile.dependencies) {
    const place = await lineOf(at);
    if (hard !== undefined)
      found.push(
        made(
          `down ${name}`,
          `What happens when ${name} is down?`,
          hard
            ? 'It fails too: the dependency is declared as hard.'
            : 'It keeps working: the dependency is declared as optional.',
          place,
        ),
      );
    if (owner !== undefined) found.push(made(`owner ${name}`, `Who owns ${name}?`, owner, place));
  }
  return found;
}

function alertQuestions({ name, runbook }: AlertOf): Question[] {
  const { mitigation, rollback, escalation } = runbook.sections;
  const found: Question[] = [];
  if (escalation)
    found.push(
      made(`escalation ${name}`, `Who do you call when ${name} is not resolved?`, escalation.text, escalation.at),
    );
  const back = [rollback, mitigation].find(
    (each) => each !== undefined && /roll-?\s?(out undo|back)|undo|revert/i.test(each.text),
  );
  if (back)
    found.push(
      made(
        `rollback ${name}`,
        `A release causes ${name}: how do you roll it back?`,
        `${placeWords(back.at)}: ${back.text}`,
        back.at,
      ),
    );
  else if (mitigation)
    found.push(made(`mitigation ${name}`, `What mitigates ${name}?`, mitigation.text, mitigation.at));
  return found;
}

const productionAsks: readonly (readonly [RegExp, string])[] = [
  [/^Pods$/, 'How many pods run?'],
  [/^Rollout$/, 'How many pods does a rollout replace at a time?'],
  [/^Readiness probe/, 'What tells Kubernetes that a pod is ready?'],
  [/^Disruption budget$/, 'What does the disruption budget allow when a node is drained?'],
];

function productionQuestions({ settings }: Production): Question[] {
  return productionAsks.flatMap(([pattern, question]) => {
    const same = settings.filter(({ what }) => pattern.test(what));
    const [only] = same;
    // Two workloads would make two answers, and a setting that is not written has none.
    if (!only?.at || same.length > 1 || only.value.startsWith('not set')) return [];
    // A strategy without numbers does not say how many.
    if (question.startsWith('How many') && !/\d/.test(only.value)) return [];
    return [made(`production ${only.what}`, question, only.value, only.at)];
  });
}

async function objectiveQuestions({ portrait, lineOf }: PartInput): Promise<Question[]> {
  return Promise.all(
    portrait.objectives.map(async ({ words, at }) => {
      const [name = '', ...rest] = words.split(': ');
      return made(`objective ${name}`, `What does this objective promise: ${name}?`, rest.join(': '), await lineOf(at));
    }),
  );
}
