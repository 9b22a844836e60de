import type { Action, Row, Tone } from '../../model/engagement.ts';
import type { FactOf } from '../../model/fact.ts';
import type { Located } from '../../model/rule.ts';
import { objectiveKey, type AgreedObjective } from './actions.ts';
import type { Indicator } from './indicators.ts';
import { action } from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import { objectiveForm } from './forms.ts';

type Specified = Located<FactOf<'objective'>>;

/** An objective as the page shows it: specified in a file, said by people, or both. */
export interface ObjectiveLine {
  readonly words: string;
  readonly target?: number;
  readonly window?: string;
  readonly agreed: boolean;
  readonly spec?: string;
  readonly row: Row;
}

/** Objectives that files specify, with whether they are agreed, then those that only people said. */
export async function objectiveLines(input: PartInput): Promise<readonly ObjectiveLine[]> {
  const { index, service, said } = input;
  const specified = index.ofService(service, 'objective');
  const keys = new Set(specified.map(specOf));
  const lines: ObjectiveLine[] = [];
  for (const each of specified) {
    const spec = specOf(each);
    lines.push(
      await fromFile(
        each,
        said.agreement.objectives.find((one) => one.spec === spec),
        input,
      ),
    );
  }
  const files = new Set(specified.map(({ file }) => file));
  const own = said.agreement.objectives.filter(({ spec }) => spec === undefined || !keys.has(spec));
  for (const each of own) {
    // A hand-written file names the specification without its objective.
    const gone = each.spec !== undefined && !files.has(each.spec);
    lines.push(fromPeople(each, gone));
  }
  return lines;
}

const specOf = ({ file, fact }: Specified): string => `${file}#${fact.name}`.slice(0, 1000);

export const percent = (share: number): number => Number((share * 100).toPrecision(10));

async function fromFile(
  { file, fact }: Specified,
  said: AgreedObjective | undefined,
  { lineOf }: PartInput,
): Promise<ObjectiveLine> {
  const at = await lineOf({ file, span: fact.span });
  const target = fact.target === undefined ? undefined : percent(fact.target);
  const window = fact.window === undefined ? undefined : `${fact.window}d`;
  const indicator = `${fact.name}${fact.latency === undefined ? '' : `, within ${fact.latency} s`}`;
  const spec = specOf({ file, fact });
  const base = { words: indicator, spec, ...(target === undefined ? {} : { target }), ...(window ? { window } : {}) };
  const numbers = `${target ?? '?'} %${window ? ` over ${window}` : ''}`;
  const line = (tone: Tone, because: string, actions: readonly Action[]): ObjectiveLine => ({
    ...base,
    agreed: tone === 'good',
    row: { text: `${indicator}: ${numbers}`, tone, at, because, actions },
  });
  if (target === undefined || target <= 0 || target >= 100)
    return line('open', `its specification has no target between 0 and 100 %.`, []);
  const agree = (title: string): Action =>
    action('agreement.objective', title, {
      values: { indicator, target: String(target), spec, agreed: 'yes', window: window ?? '28d' },
    });
  if (!said?.agreed) return line('open', 'specified, not agreed yet.', [agree('Agree')]);
  const back = action('agreement.dropObjective', 'Undo', { values: { of: objectiveKey(said) } });
  const other = said.target !== target || (window !== undefined && said.window !== window);
  return other
    ? line(
        'attention',
        `${said.target} % over ${said.window} was agreed (${said.by}, ${said.date}), and the file has a different target now.`,
        [agree('Agree to the File'), back],
      )
    : line('good', `agreed (${said.by}, ${said.date}).`, [back]);
}

function fromPeople(said: AgreedObjective, gone: boolean): ObjectiveLine {
  const { indicator, target, window, agreed, by, date, spec } = said;
  const actions = [
    objectiveForm('Change…', said),
    action('agreement.dropObjective', 'Undo', { values: { of: objectiveKey(said) } }),
  ];
  const told = `${agreed ? 'agreed' : 'proposed'} (${by}, ${date})`;
  return {
    words: indicator,
    target,
    window,
    agreed: agreed && !gone,
    ...(spec === undefined ? {} : { spec }),
    row: {
      text: `${indicator}: ${target} % over ${window}`,
      tone: gone ? 'attention' : agreed ? 'good' : 'open',
      because: gone
        ? `${told}, and its specification ${spec} no longer exists: agree again, or undo it.`
        : `${told}${agreed ? ', not specified in a file yet' : '; it takes effect when both teams agree'}.`,
      actions,
    },
  };
}

/** What could be measured, from the metrics that are there; one row each, with what is missing. */
export function indicatorRows(indicators: readonly Indicator[], places: readonly Row['at'][]): Row[] {
  return indicators.map(({ words, missing, because, queries }, i) => {
    const at = places[i];
    return {
      text: words,
      tone: 'open' as const,
      ...(at ? { at } : {}),
      because: queries
        ? `${because}. A draft is below; set the target yourself.`
        : `${because}. To specify it, set ${missing ?? 'more'}.`,
      actions: [objectiveForm('Propose…', { indicator: words })],
    };
  });
}
