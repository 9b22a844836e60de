import type { Block, Cell, Row, TableRow } from '../../model/engagement.ts';
import * as kit from '../kit/show.ts';
import type { PartInput } from '../part.ts';
import { peopleOf, teamKey, type Rotation } from '../seen/rotation.ts';
import { counted, listed } from '../../report/summary/input.ts';
import { concerning } from '../seen/taken-up.ts';

const most = 20;

/** Direct dependencies: who owns each, how good it promises to be, and whether somebody of the rotation owns it. */
export async function dependencyBlocks(input: PartInput, rotation: Rotation | undefined): Promise<readonly Block[]> {
  const { portrait, review, services, lineOf } = input;
  const calls = portrait.calls.slice(0, most);
  if (calls.length === 0)
    return [
      {
        kind: 'text',
        text:
          portrait.elsewhere > 0
            ? `No dependency is declared. ${elsewhereText(portrait)} Declare them in its description in .prr/services.`
            : 'No dependency is declared, and none was found.',
        tone: portrait.elsewhere > 0 ? 'open' : 'none',
      },
    ];
  const rows = await Promise.all(
    calls.map(async ({ name, how, at, declared: isDeclared, unseen }): Promise<TableRow> => {
      const declared = review.profile.dependencies.find((each) => each.name === name);
      const there = services.find((each) => each.name === name);
      const owner = declared?.owner ?? (there ? (await input.reviewOf(there)).profile.owner?.value : undefined);
      return {
        cells: [
          { text: name, ...(at ? { at: await lineOf(at) } : {}) },
          { text: how },
          declaredCell({ isDeclared, unseen }),
          owner === undefined
            ? {
                text: 'no owner: ask who owns it',
                tone: 'open',
                guide: 'dependency-inventory',
                item: 'dep-inventory',
              }
            : { text: owner, tone: 'good' },
          await goalCell(input, name),
          rotationCell(owner, rotation),
        ],
      };
    }),
  );
  return [
    {
      kind: 'table',
      caption: 'Direct dependencies',
      head: ['Dependency', 'How it is used', 'Declared', 'Owner', 'SLO', 'In the rotation'],
      rows,
    },
    {
      kind: 'text',
      text: `Declared dependencies, and those found in manifests, configuration and code. ${elsewhereText(portrait)}`,
      tone: portrait.elsewhere > 0 ? 'open' : 'none',
    },
  ];
}

/** Whether people and files agree that there is the dependency. */
function declaredCell({ isDeclared, unseen }: { isDeclared?: true | undefined; unseen?: true | undefined }): Cell {
  if (!isDeclared) return { text: 'no: found in files only', tone: 'attention', item: 'dep-inventory' };
  return unseen ? { text: 'yes, not found in files', tone: 'open' } : { text: 'yes', tone: 'good' };
}

/** What is known of targets that are not found here. */
function elsewhereText({ elsewhere, variables }: PartInput['portrait']): string {
  const named = variables.length > 0 ? ` (${listed(variables)})` : '';
  return elsewhere === 0
    ? 'Ask for others.'
    : `${counted(elsewhere, 'more target')} ${elsewhere === 1 ? 'is' : 'are'} not in this workspace${named}: declare what is behind ${elsewhere === 1 ? 'it' : 'them'}.`;
}

async function goalCell({ index, services, lineOf }: PartInput, name: string): Promise<Cell> {
  const there = services.find((each) => each.name === name);
  if (!there)
    return {
      text: 'inconclusive: not in this workspace, ask its owner',
      tone: 'open',
      guide: 'dependency-inventory',
    };
  const goals = index.ofService(there, 'objective');
  const first = goals.find(({ fact: { latency } }) => latency === undefined) ?? goals[0];
  if (!first) return { text: 'none in this workspace', tone: 'attention', guide: 'slo-documents' };
  const shares = goals.flatMap(({ fact: { target, latency } }) =>
    target === undefined
      ? []
      : [`${Number((target * 100).toFixed(4))} %${latency === undefined ? '' : ` within ${latency} s`}`],
  );
  return {
    text: shares.length > 0 ? listed([...new Set(shares)]) : 'no target',
    tone: shares.length > 0 ? 'good' : 'attention',
    at: await lineOf({ file: first.file, span: first.fact.span }),
  };
}

function rotationCell(owner: string | undefined, rotation: Rotation | undefined): Cell {
  if (!rotation || owner === undefined) return { text: 'inconclusive', tone: 'open' };
  const people = peopleOf(rotation);
  const of = people.filter(({ teams }) => teams.some((each) => teamKey(each) === teamKey(owner)));
  if (of.length > 0) return { text: listed(of.map(({ name }) => name)), tone: 'good' };
  return people.some(({ teams }) => teams.length === 0)
    ? { text: 'inconclusive: not every member has a team', tone: 'open' }
    : { text: `no engineer of ${owner}`, tone: 'none' };
}

/** Availability goals of all services of the workspace: what is shared is seen here. */
export function goalRows({ services, index }: PartInput): readonly Row[] {
  const without = services.filter((each) => index.ofService(each, 'objective').length === 0).map(({ name }) => name);
  const withGoal = services.length - without.length;
  return [
    {
      text: `${withGoal} of ${counted(services.length, 'service')} of this workspace ${withGoal === 1 ? 'has' : 'have'} an SLO`,
      tone: without.length === 0 ? 'good' : 'attention',
      because: without.length === 0 ? 'Callers can read what to expect.' : `No SLO was found for ${listed(without)}.`,
      guide: 'slo-documents',
      item: 'mon-slo',
    },
  ];
}

/** Recent postmortems of the workspace: those of the service, and those of others that its people can read. */
export async function postmortemRows(input: PartInput): Promise<readonly Row[]> {
  const { service, today, lineOf } = input;
  const all = await input.postmortems();
  const guide = 'postmortems';
  const item = 'em-recent';
  if (all.length === 0)
    return [
      {
        text: 'No postmortem was found',
        tone: 'open',
        because: 'No postmortem is in this workspace: ask where incidents are written up.',
        guide,
        item,
      },
    ];
  const recent = all.filter(
    ({ date }) => date !== undefined && date <= today && kit.daysBetween(date, today) <= recentDays,
  );
  const own = concerning(recent, input);
  const others = recent.filter((each) => !own.includes(each));
  const [first] = own.length > 0 ? own : recent;
  const undated = all.filter(({ date }) => date === undefined || date > today).length;
  return [
    {
      text: `${counted(recent.length, 'postmortem')} in the last year, ${own.length} about ${service.name}`,
      tone: recent.length > 0 ? 'good' : 'open',
      because:
        [
          own.length > 0
            ? `On it: ${listed(
                own.map(({ title }) => title),
                4,
              )}.`
            : '',
          others.length > 0
            ? `On others: ${listed(
                others.map(({ title }) => title),
                4,
              )}.`
            : '',
          undated > 0 ? `${counted(undated, 'postmortem')} ${undated === 1 ? 'has' : 'have'} no date in the past.` : '',
        ]
          .filter((each) => each !== '')
          .join(' ') || 'All postmortems are older than a year: ask what happened since.',
      ...(first ? { at: await lineOf(first.at) } : {}),
      guide,
      item,
    },
  ];
}

const recentDays = 365;
