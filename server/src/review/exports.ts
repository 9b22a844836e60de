import { sha256Of } from '../model/text-bytes.ts';
import type * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import { writeYamlData } from '../syntax/yaml-data.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { checkName } from './answers.ts';
import { exportFormat } from './export-format.ts';
import type { PlacedNote } from './notes/note-placements.ts';
import { readFormat } from './read-format.ts';
import type { ServiceReview } from './review.ts';

export const exportFolder = '.prr/exports';

type Written = z.output<typeof exportFormat>;

/** What an export keeps of a service: enough to say later what has changed. */
export type ExportedState = Pick<Written, 'items' | 'findings' | 'notes' | 'engagement'>;

/** An export that was recorded. */
export interface RecordedExport {
  /** Its file without folder and extension. */
  readonly name: string;
  readonly at: string;
  readonly hash: string;
  readonly after: readonly string[];
  readonly state: ExportedState;
}

/** Kinds of finding that are kept; a service with more has other worries than what has changed. */
const maxFindings = 2000;

/** The state of a service as an export keeps it; free of clocks and lines, in a fixed order. */
export function exportedState(
  { items, findings }: ServiceReview,
  notes: readonly PlacedNote[],
  engagement?: ExportedEngagement,
): ExportedState {
  const kinds = new Map<string, ExportedState['findings'][number]>();
  for (const { rule, file, message, suppressed } of findings) {
    const waived = suppressed ? { waived: true as const } : {};
    const key = findingKey({ rule, file, message, ...waived });
    const before = kinds.get(key);
    kinds.set(key, { rule, file, message, ...(before ? { count: (before.count ?? 1) + 1 } : {}), ...waived });
  }
  const byId = [...items].sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
  return {
    items: Object.fromEntries(
      byId.map(({ item, state, included, stale, answer }) => [
        item.id,
        {
          state: included.value ? state : ('not-asked' as const),
          ...(stale === undefined ? {} : { stale: true as const }),
          ...(answer ? { by: answer.by, date: answer.date } : {}),
        },
      ]),
    ),
    findings: [...kinds]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, maxFindings)
      .map(([, finding]) => finding),
    notes: Object.fromEntries(
      notes
        .map(({ note }) => note)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, kind, state, comments }) => [id, { kind, state, comments: comments.length }]),
    ),
    ...(engagement ? engagementState(engagement) : {}),
  };
}

/** What an export keeps of an engagement. */
export interface ExportedEngagement {
  readonly state?: string | undefined;
  /** What was decided, by improvement. */
  readonly improvements: ReadonlyMap<string, string>;
}

function engagementState({ state, improvements }: ExportedEngagement): Pick<ExportedState, 'engagement'> {
  if (state === undefined && improvements.size === 0) return {};
  const byId = [...improvements].sort(([a], [b]) => (a < b ? -1 : 1));
  return { engagement: { ...(state === undefined ? {} : { state }), improvements: Object.fromEntries(byId) } };
}

/** Tells a kind of finding from all others; the place in the file does not count, for it moves. */
export function findingKey({ rule, file, message, waived }: ExportedState['findings'][number]): string {
  return [rule, file, message, waived ? 'waived' : ''].join('\t');
}

/** A short name of a state. */
export function hashOf({ items, findings, notes, engagement }: ExportedState): string {
  // What was exported before there were engagements keeps its name.
  const text = JSON.stringify([items, findings, notes, ...(engagement ? [engagement] : [])]);
  return sha256Of(text).slice(0, 12);
}

/** The exports of a service under its names, oldest first, with mistakes in their files. */
export async function readExports(
  workspace: Workspace,
  names: readonly string[],
): Promise<{ exports: RecordedExport[]; problems: Problem[] }> {
  const exports: RecordedExport[] = [];
  const problems: Problem[] = [];
  for (const service of names) {
    const folder = `${exportFolder}/${service}`;
    for (const name of await workspace.names(folder)) {
      if (!name.endsWith('.yaml')) continue;
      const file = `${folder}/${name}`;
      const content = await workspace.read(file);
      if (!content) continue;
      if ('problem' in content) {
        problems.push({ file, span: { start: 0, end: 0 }, message: content.message });
        continue;
      }
      const { value, problems: mistakes } = readFormat({ file, text: content.text }, exportFormat);
      problems.push(...mistakes);
      if (!value) continue;
      const { at, hash, after, items, findings, notes, engagement } = value;
      const state = { items, findings, notes, ...(engagement ? { engagement } : {}) };
      exports.push({ name: name.replace(/\.yaml$/, ''), at, hash, after, state });
    }
  }
  return { exports: exports.sort(byTime), problems };
}

function byTime(a: RecordedExport, b: RecordedExport): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.name < b.name ? -1 : 1;
}

/** The newest exports: those that no other came after. Times are not asked, for clocks jump; one, or several after a merge. */
function heads(exports: readonly RecordedExport[]): RecordedExport[] {
  const followed = new Set(exports.flatMap(({ after }) => after));
  const open = exports.filter(({ name }) => !followed.has(name));
  return open.length > 0 ? open : exports.slice(-1);
}

/**
 * The export to compare a state with: the last, or the one before it where the last is this state,
 * so that two exports of one state say the same.
 */
export function exportBefore(exports: readonly RecordedExport[], hash: string): RecordedExport | undefined {
  const last = heads(exports).at(-1);
  if (last?.hash !== hash) return last;
  return exports.filter(({ name }) => last.after.includes(name)).at(-1);
}

/** The last export, where it is of this state. */
export function recordOf(exports: readonly RecordedExport[], hash: string): RecordedExport | undefined {
  const last = heads(exports).at(-1);
  return last?.hash === hash ? last : undefined;
}

/** Whether the last export is of this state. */
export function isRecorded(exports: readonly RecordedExport[], hash: string): boolean {
  return recordOf(exports, hash) !== undefined;
}

export interface RecordOptions {
  readonly service: string;
  /** Names that the service had. */
  readonly was: readonly string[];
  readonly now: string;
}

/** Records a state as exported now; gives the new file, or undefined where the last export is of the same state. */
export async function recordExport(
  workspace: Workspace,
  state: ExportedState,
  { service, was, now }: RecordOptions,
): Promise<string | undefined> {
  checkName(service);
  const { exports } = await readExports(workspace, [...was, service]);
  const hash = hashOf(state);
  if (isRecorded(exports, hash)) return undefined;
  const after = heads(exports).map(({ name }) => name);
  // A state that was there before, within one second, must not take the file of its first time.
  const plain = `${now.replace(/[-:]/g, '')}-${hash}`;
  const taken = new Set(exports.map(({ name }) => name));
  let name = plain;
  for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
  const file = `${exportFolder}/${service}/${name}.yaml`;
  await workspace.update(file, () =>
    writeYamlData({ at: now, hash, ...(after.length > 0 ? { after } : {}), ...state }),
  );
  return file;
}

/** Names of services that were exported and are no longer there: one of them may be this service under its old name. */
export async function formerNames(
  workspace: Workspace,
  services: readonly { name: string; was: readonly string[] }[],
): Promise<string[]> {
  const known = new Set(services.flatMap(({ name, was }) => [name, ...was]));
  return (await workspace.folders(exportFolder)).filter((name) => !known.has(name)).sort();
}
