import { sha256Of } from '../../model/text-bytes.ts';
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

/** The fingerprint is of a value where the answer is a sentence of ours: other words are no other answer. */
function made(
  id: string,
  { question, answer, at, value = answer }: Omit<Question, 'id' | 'of'> & { readonly value?: string },
): Question {
  const of = sha256Of(value).slice(0, 12);
  return { id: identifierOf(id), question, answer, at, of };
}

function timeoutQuestions({ flows, others }: Flows): Question[] {
  return [...new Set([...flows.flatMap(({ calls }) => calls), ...others])].flatMap(
    ({ within, api, target, at, limit, deadline }) => {
      if (deadline === 'unknown') return [];
      const to = target === undefined ? '' : ` to ${target}`;
      return [
        made(`timeout ${within ?? api} ${at.file}`, {
          question: `What is the timeout of the call${to} in ${within ?? api}?`,
          at,
          ...(deadline === 'absent'
            ? { answer: `It has none: ${limit.replace(/^none: /, '')}.`, value: 'none' }
            : { answer: ended(sentence(limit)) }),
        }),
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
        made(`down ${name}`, {
          question: `What happens when ${name} is down?`,
          answer: hard
            ? 'It fails too: the dependency is declared as hard.'
            : 'It keeps working: the dependency is declared as optional.',
          value: hard ? 'hard' : 'soft',
          at: place,
        }),
      );
    if (owner !== undefined)
      found.push(made(`owner ${name}`, { question: `Who owns ${name}?`, answer: owner, at: place }));
  }
  return found;
}

function alertQuestions({ name, runbook }: AlertOf): Question[] {
  const { mitigation, rollback, escalation } = runbook.sections;
  const found: Question[] = [];
  if (escalation)
    found.push(
      made(`escalation ${name}`, {
        question: `Who do you call when ${name} is not resolved?`,
        answer: escalation.text,
        at: escalation.at,
      }),
    );
  const back = [rollback, mitigation].find(
    (each) => each !== undefined && /roll-?\s?(out undo|back)|undo|revert/i.test(each.text),
  );
  if (back)
    found.push(
      made(`rollback ${name}`, {
        question: `A release causes ${name}: how do you roll it back?`,
        answer: `${placeWords(back.at)}: ${back.text}`,
        at: back.at,
      }),
    );
  else if (mitigation)
    found.push(
      made(`mitigation ${name}`, { question: `What mitigates ${name}?`, answer: mitigation.text, at: mitigation.at }),
    );
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
    if (!only?.at || same.length > 1 || only.is === 'default') return [];
    // A strategy without numbers does not say how many.
    if (question.startsWith('How many') && !/\d/.test(only.value)) return [];
    return [
      made(`production ${only.what}`, {
        question,
        answer: only.value,
        at: only.at,
        ...(only.is === undefined ? {} : { value: only.is }),
      }),
    ];
  });
}

async function objectiveQuestions({ portrait, lineOf }: PartInput): Promise<Question[]> {
  return Promise.all(
    portrait.objectives.map(async ({ words, at }) => {
      const [name = '', ...rest] = words.split(': ');
      return made(`objective ${name}`, {
        question: `What does the SLO ${name} promise?`,
        answer: rest.join(': '),
        at: await lineOf(at),
      });
    }),
  );
}
