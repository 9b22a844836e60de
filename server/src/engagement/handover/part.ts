import type { Action, Block, Cell, PartStep, PartView, TableRow } from '../../model/engagement.ts';
import { actions } from './actions.ts';
import { blockersOf, leftOf, type Blocker } from './blocks.ts';
import { backingRows, backingWords, blockerBlocks } from './lists.ts';
import { backingAction, backingActions, rowActions } from './forms.ts';
import { handoverText, stateWords } from './documents.ts';
import { rowsOf, type HandoverRow } from './rows.ts';
import type { PartInput, PartModule } from '../part.ts';
import { recordAction } from '../state/standing.ts';
import { engagementFile } from '../kit/store.ts';
import { counted, listed } from '../../report/summary/input.ts';

/** Onboarding: responsibilities by aspect, handed over in steps, with the old holders' backing. */
export const handover: PartModule = {
  id: 'handover',
  actions,
  async show(input) {
    const rows = rowsOf(input);
    return view(input, rows, await blockersOf(input, rows));
  },
};

type Blockers = ReadonlyMap<string, readonly Blocker[]>;

const over = (row: HandoverRow) => row.state === 'moved' || row.state === 'none';

function view(input: PartInput, rows: readonly HandoverRow[], blockers: Blockers): PartView {
  const { service, said, mode } = input;
  const begun = rows.some((row) => row.said !== undefined) || said.handover.backing !== undefined;
  const complete = rows.every(over) && (said.handover.backing?.names.length ?? 0) > 0;
  const words = backingWords(input);
  const left = rows.filter((row) => !over(row)).length;
  const late = rows.filter(({ state }) => state === 'overdue' || state === 'early').length;
  const standing = complete
    ? `All ${counted(rows.length, 'responsibility', 'responsibilities')} have moved. ${words}`
    : begun
      ? `${rows.length - left} of ${rows.length} responsibilities have moved${late > 0 ? `, ${late} ${late === 1 ? 'needs' : 'need'} attention` : ''}. ${words}`
      : 'No hand-over step is planned.';
  return {
    id: 'handover',
    title: 'Onboarding',
    standing,
    tone: complete ? 'good' : !begun ? 'none' : late > 0 || attention(rows, blockers) ? 'attention' : 'open',
    guide: 'handover',
    file: engagementFile('handover', service.name),
    blocks: [
      {
        kind: 'text',
        text:
          mode === 'voluntary'
            ? 'The service moves to a new owner or a shared rotation in steps. Each responsibility has one owner at any time; the order is a suggestion.'
            : 'Responsibilities move in steps. Each has one owner at any time; the order is a suggestion. Undo a step that goes badly.',
        tone: 'none',
      },
      table(input, rows, blockers),
      { kind: 'heading', text: 'Support period' },
      { kind: 'list', rows: backingRows(input) },
      { kind: 'actions', actions: backingActions(input) },
      ...blockerBlocks(rows, blockers),
    ],
    documents: [
      {
        id: 'handover',
        title: 'Hand-over',
        fileName: `handover-${service.name}.md`,
        language: 'markdown',
        text: handoverText(input, { rows, blockers, backing: words }),
      },
    ],
    next: steps(input, rows, { begun, complete, blockers }),
  };
}

function attention(rows: readonly HandoverRow[], blockers: Blockers): boolean {
  return rows.some(
    (row) =>
      row.said !== undefined &&
      row.state !== 'none' &&
      (blockers.get(row.responsibility.id) ?? []).some(({ tone }) => tone !== 'open'),
  );
}

function table(input: PartInput, rows: readonly HandoverRow[], blockers: Blockers): Block {
  return {
    kind: 'table',
    inSummary: true,
    caption: 'In the order of the Guide: the pager moves after everything that on-call engineers need',
    head: [
      'Responsibility',
      'From',
      input.mode === 'voluntary' ? 'New owner or rotation' : 'To',
      'On',
      'State',
      'Blocked by',
    ],
    rows: rows.map((row): TableRow => {
      const { responsibility, said } = row;
      return {
        cells: [
          { text: responsibility.title },
          person(input, row, 'from'),
          person(input, row, 'to'),
          { text: said?.on ?? '' },
          stateCell(row),
          blockedCell(row, blockers.get(responsibility.id) ?? []),
        ],
        actions: rowActions(input, row),
      };
    }),
  };
}

function person(input: PartInput, { said }: HandoverRow, side: 'from' | 'to'): Cell {
  const name = said?.[side];
  if (name === undefined) return said ? { text: 'not set', tone: 'open' } : { text: '' };
  const left = leftOf(input, name);
  return left === undefined ? { text: name } : { text: `${name} (left on ${left})`, tone: 'attention' };
}

function stateCell(row: HandoverRow): Cell {
  const tones = {
    moved: 'good',
    early: 'attention',
    overdue: 'attention',
    planned: 'open',
    open: 'open',
    none: 'none',
  } as const;
  return { text: stateWords(row), tone: tones[row.state] };
}

function blockedCell({ state }: HandoverRow, list: readonly Blocker[]): Cell {
  if (state === 'none') return { text: '', tone: 'none' };
  const hard = list.filter(({ tone }) => tone !== 'open');
  const asks = list.length - hard.length;
  const [first] = hard;
  const also = asks > 0 ? `${counted(asks, 'question')} open` : '';
  if (!first) return { text: also === '' ? 'none found' : also, tone: asks > 0 ? 'open' : 'none' };
  return {
    text: [
      listed(
        hard.map(({ text }) => text),
        2,
      ),
      also,
    ]
      .filter((each) => each !== '')
      .join('; '),
    tone: hard.some(({ tone }) => tone === 'bad') ? 'bad' : 'attention',
    ...(first.at ? { at: first.at } : {}),
    ...(first.item === undefined ? {} : { item: first.item }),
  };
}

function steps(
  input: PartInput,
  rows: readonly HandoverRow[],
  { begun, complete, blockers }: { begun: boolean; complete: boolean; blockers: Blockers },
): PartStep[] {
  const { said, mode } = input;
  const state = said.state?.state;
  const found: PartStep[] = [];
  if (complete) {
    if (state !== 'onboarded' && state !== 'platform' && state !== 'disengaged')
      found.push({
        title: 'Record that it is onboarded',
        because:
          mode === 'voluntary'
            ? 'Each responsibility has moved to its new owner or rotation, and a support period is agreed.'
            : 'Each responsibility has moved, and a support period is agreed.',
        weight: 2,
        action: recordAction('onboarded', 'Record: Onboarded'),
      });
    return found;
  }
  const act = (row: HandoverRow, id: string): { action?: Action } => {
    const action = rowActions(input, row).find((each) => each.id === id);
    return action ? { action } : {};
  };
  for (const row of rows)
    if (row.state === 'overdue')
      found.push({
        title: `Record whether ${lower(row)} moved`,
        because: `It was planned for ${row.said?.on ?? ''}.`,
        weight: 2,
        ...act(row, 'handover.moved'),
      });
  const inView = state === 'training' || state === 'onboarding';
  if (!begun && !inView) return found;
  const open = rows.find((row) => row.state === 'open');
  if (open)
    found.push({
      title: `Plan when ${lower(open)} ${plural(open) ? 'move' : 'moves'}`,
      because: `${open.responsibility.because}${hardOf(open, blockers) > 0 ? ` ${counted(hardOf(open, blockers), 'problem')} still ${hardOf(open, blockers) === 1 ? 'blocks' : 'block'} it.` : ''}`,
      weight: 3,
      ...act(open, 'handover.plan'),
    });
  if ((said.handover.backing?.names.length ?? 0) === 0)
    found.push({
      title: 'Agree who supports the new owners, and until which date',
      because: 'No one is named.',
      weight: 3,
      action: backingAction(input),
    });
  return found;
}

function hardOf({ responsibility: { id } }: HandoverRow, blockers: Blockers): number {
  return (blockers.get(id) ?? []).filter(({ tone }) => tone !== 'open').length;
}

const lower = ({ responsibility: { title } }: HandoverRow) => title.charAt(0).toLowerCase() + title.slice(1);
const plural = ({ responsibility: { title } }: HandoverRow) => /,| and |ies$/.test(title);
