import type * as z from 'zod';
import type { Problem } from '../../model/problem.ts';
import type { Answer, Note, NoteAnchor, NotePlacement } from '../../model/review.ts';
import { randomDigits } from '../../model/text-bytes.ts';
import { writeYamlData } from '../../syntax/yaml-data.ts';
import type { Change, Workspace } from '../../workspace/workspace.ts';
import { isName, type AnswerChange } from '../answers.ts';
import type { ReviewCore } from '../core.ts';
import { readFormat } from '../read-format.ts';
import { anchorOf } from '../notes/note-thread.ts';
import { openPlacements } from '../notes/note-placements.ts';
import { addNote } from '../notes/notes.ts';
import { anchorOfLines, type NoteLines } from '../notes/placed-notes.ts';
import { proposalFormat } from './format.ts';

export const proposalFolder = '.prr/proposals';

/** Proposals that may wait for a person at a time. */
export const mostProposals = 100;

/** What an assistant proposes: an answer or a note. It counts only when a person accepts it. */
export interface Proposal {
  readonly id: string;
  readonly file: string;
  /** The assistant. */
  readonly by: string;
  readonly at: string;
  readonly service?: string;
  readonly answer?: ProposedAnswer;
  readonly note?: ProposedNote & { readonly anchor?: NoteAnchor; readonly placement?: NotePlacement };
}

export interface ProposedAnswer {
  readonly item: string;
  readonly answer: Answer['answer'];
  readonly reason: string;
  /** `FILE:LINE`. */
  readonly evidence?: readonly string[];
}

export interface ProposedNote {
  readonly kind: Note['kind'];
  readonly text: string;
  readonly item?: string;
  readonly rule?: string;
}

/** What `propose` takes; exactly one of answer and note. */
export interface Proposed {
  readonly by: string;
  readonly service?: string;
  readonly answer?: ProposedAnswer;
  readonly note?: ProposedNote & { readonly at?: NoteLines };
}

/** The proposals of a workspace. */
export interface Proposals {
  /** Oldest first; a file with a mistake gives none. */
  proposals(): Promise<readonly Proposal[]>;
  /** Writes a proposal in a file of its own. Throws for what could not be accepted, and where too many wait. */
  propose(given: Proposed): Promise<Proposal>;
  /** Makes it count, signed by a person, and removes it; gives the change of the answer, which can be undone. */
  acceptProposal(id: string, by: string): Promise<Change | undefined>;
  /** Removes it; undoing the change brings it back. */
  deleteProposal(id: string): Promise<Change>;
}

interface Ports {
  readonly items: readonly { readonly id: string }[];
  now(): string;
  answer(change: AnswerChange): Promise<Change>;
}

/** What must be there for a proposal to be accepted. */
interface Checked {
  readonly service: string | undefined;
  readonly answer: Pick<ProposedAnswer, 'item'> | undefined;
  readonly note: Pick<ProposedNote, 'item' | 'rule'> | undefined;
}

/** Proposals over a core; reads `.prr/proposals` anew each time. */
export function openProposals(
  core: Pick<ReviewCore, 'workspace' | 'live' | 'services' | 'rules'>,
  { items, now, answer }: Ports,
): Proposals {
  const { workspace } = core;
  const placements = openPlacements(core);

  const check = ({ service, answer: answered, note }: Checked) => {
    const item = answered?.item ?? note?.item;
    if (service !== undefined && !core.services().some(({ name }) => name === service))
      throw new Error(`there is no service ${service}`);
    if (item !== undefined && !items.some(({ id }) => id === item)) throw new Error(`there is no item ${item}`);
    if (note?.rule !== undefined && !core.rules.some(({ id }) => id === note.rule))
      throw new Error(`there is no rule ${note.rule}`);
  };
  const placed = async (proposal: Proposal): Promise<Proposal> => {
    const { id, by, at, note } = proposal;
    if (!note?.anchor) return proposal;
    const { kind, text, anchor } = note;
    // As a note that is there already: it follows its lines in the same way.
    const asNote: Note = { id, kind, state: 'open', anchor, comments: [{ by, at, text }] };
    const { placement, note: where } = await placements.of(asNote, new Map());
    return {
      ...proposal,
      note: { ...note, ...(where.anchor ? { anchor: where.anchor } : {}), ...(placement ? { placement } : {}) },
    };
  };
  const existing = async (id: string): Promise<Proposal> => {
    const found = isName(id) ? await readOne(workspace, id) : undefined;
    if (found?.proposal) return found.proposal;
    const [mistake] = found?.problems ?? [];
    throw new Error(mistake ? `${mistake.file} has a mistake: ${mistake.message}` : `there is no proposal ${id}`);
  };
  const remove = (id: string) =>
    workspace.update(fileOf(id), (text) => {
      if (text === undefined) throw new Error(`there is no proposal ${id}`);
      return undefined;
    });

  return {
    async proposals() {
      const { proposals } = await readProposals(workspace);
      return Promise.all(proposals.map(placed));
    },
    async propose({ by, service, answer: answered, note }) {
      check({ service, answer: answered, note });
      for (const place of answered?.evidence ?? []) await mustBeThere(core, place);
      const waiting = await workspace.names(proposalFolder);
      if (waiting.length >= mostProposals)
        throw new Error(`${waiting.length} proposals wait for a person; nothing more is written until some are gone`);
      const { at, ...rest } = note ?? {};
      const value = {
        by,
        at: now(),
        ...(service === undefined ? {} : { service }),
        ...(answered ? { answer: answered } : {}),
        ...(note ? { note: { ...rest, ...(at ? { anchor: await anchorOfLines(core, at) } : {}) } } : {}),
      };
      const [mistake] = proposalFormat.safeParse(value).error?.issues ?? [];
      if (mistake)
        throw new Error(`not written: ${[mistake.path.join('.'), mistake.message].filter(Boolean).join(': ')}`);
      // A name that is drawn: two assistants at once never write the same file.
      const id = `${value.at.slice(0, 10)}-${randomDigits(4)}`;
      await workspace.write(fileOf(id), writeYamlData(value));
      return placed(await existing(id));
    },
    async acceptProposal(id, person) {
      const { by, service, answer: answered, note } = await existing(id);
      check({ service, answer: answered, note });
      const signed = signature(person, by);
      let change: Change | undefined;
      if (answered && service !== undefined) {
        const { item, evidence = [] } = answered;
        const seen = evidence.length === 0 ? '' : `\n\nEvidence: ${evidence.join(', ')}`;
        const reason = `${answered.reason}${seen}`.slice(0, mostReason);
        change = await answer({ service, item, answer: answered.answer, reason, by: signed });
      } else if (note) {
        const { kind, text, item, rule, anchor } = note;
        await addNote(workspace, {
          kind,
          comment: { by: signed, at: now(), text },
          ...(anchor ? { anchor } : {}),
          ...(service === undefined ? {} : { service }),
          ...(item === undefined ? {} : { item }),
          ...(rule === undefined ? {} : { finding: { rule } }),
        });
      }
      // Last: should this stop before, the proposal is still there.
      await remove(id);
      return change;
    },
    deleteProposal: async (id) => {
      if (!isName(id)) throw new Error(`there is no proposal ${id}`);
      return remove(id);
    },
  };
}

/** Characters of a reason, as the format of answers takes them. */
const mostReason = 10_000;
/** Characters of a name, as the formats take them. */
const mostName = 200;

/** A person's name with that of the assistant whose words they accepted. */
function signature(person: string, assistant: string): string {
  const rest = ` (proposed by ${assistant})`;
  return `${person.slice(0, mostName / 2)}${rest.slice(0, mostName / 2)}`;
}

async function mustBeThere({ live }: Pick<ReviewCore, 'live'>, place: string): Promise<void> {
  const [, file = '', line = '0'] = /^(.+):(\d{1,7})$/.exec(place) ?? [];
  const text = file === '' ? undefined : await live.text(file);
  const isThere = text !== undefined && Number(line) >= 1 && Number(line) <= text.split('\n').length;
  if (!isThere) throw new Error(`evidence ${place} is not FILE:LINE of a line in the workspace`);
}

function fileOf(id: string): string {
  return `${proposalFolder}/${id}.yaml`;
}

/** All proposals, oldest first, with mistakes in their files. */
export async function readProposals(
  workspace: Workspace,
): Promise<{ proposals: readonly Proposal[]; problems: readonly Problem[] }> {
  const names = (await workspace.names(proposalFolder)).filter((name) => name.endsWith('.yaml'));
  const ids = names.map((name) => name.replace(/\.yaml$/, '')).filter(isName);
  // What a merge brought beyond the limit waits until the others are gone.
  const read = await Promise.all(ids.slice(0, mostProposals).map((id) => readOne(workspace, id)));
  const proposals = read.flatMap(({ proposal }) => proposal ?? []);
  return {
    proposals: proposals.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1)),
    problems: read.flatMap(({ problems }) => problems),
  };
}

async function readOne(
  workspace: Workspace,
  id: string,
): Promise<{ readonly proposal?: Proposal; readonly problems: readonly Problem[] }> {
  const file = fileOf(id);
  const content = await workspace.read(file);
  if (!content) return { problems: [] };
  if ('problem' in content) return { problems: [{ file, span: { start: 0, end: 0 }, message: content.message }] };
  const { value, problems } = readFormat({ file, text: content.text }, proposalFormat);
  return { problems, ...(value ? { proposal: proposalOf(id, value) } : {}) };
}

function proposalOf(id: string, { by, at, service, answer, note }: z.output<typeof proposalFormat>): Proposal {
  return {
    id,
    file: fileOf(id),
    by,
    at,
    ...(service === undefined ? {} : { service }),
    ...(answer
      ? {
          answer: {
            item: answer.item,
            answer: answer.answer,
            reason: answer.reason,
            ...(answer.evidence ? { evidence: answer.evidence } : {}),
          },
        }
      : {}),
    ...(note
      ? {
          note: {
            kind: note.kind,
            text: note.text,
            ...(note.item === undefined ? {} : { item: note.item }),
            ...(note.rule === undefined ? {} : { rule: note.rule }),
            ...(note.anchor ? { anchor: anchorOf(note.anchor) } : {}),
          },
        }
      : {}),
  };
}
