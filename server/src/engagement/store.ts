import type { Problem } from '../model/problem.ts';
import { readYamlData, writeYamlData } from '../syntax/yaml-data.ts';
import type { Change as FileChange, Workspace } from '../workspace/workspace.ts';
import { checkName } from '../review/answers.ts';
import { readFormat } from '../review/read-format.ts';
import {
  engagementFolder,
  engagementFormats,
  platformFile,
  rotationFolder,
  type FormatName,
  type Said,
  type Written,
} from './formats.ts';
import type { Change, Edit, Who } from './part.ts';

/** The file of a format: of a service, or of the whole workspace. Throws for a name that is none. */
export function engagementFile(format: FormatName, service: string, name = ''): string {
  if (format === 'platform') return platformFile;
  if (format === 'rotation') {
    checkName(name);
    return `${rotationFolder}/${name}.yaml`;
  }
  checkName(service);
  if (format !== 'improvement') return `${engagementFolder}/${service}/${format}.yaml`;
  checkName(name);
  return `${engagementFolder}/${service}/improvements/${name}.yaml`;
}

/** A format's value where nobody has written anything. */
function emptyOf<F extends FormatName>(format: F): Written<F> {
  // Keys that must be there have no default: an empty state is none.
  const read = engagementFormats[format].safeParse({});
  return (read.success ? read.data : {}) as Written<F>;
}

interface Reading {
  readonly problems: Problem[];
}

async function readOne<F extends FormatName>(
  workspace: Workspace,
  { format, files }: { format: F; files: readonly string[] },
  { problems }: Reading,
): Promise<Written<F> | undefined> {
  for (const file of files) {
    const content = await workspace.read(file);
    if (!content) continue;
    if ('problem' in content) {
      problems.push({ file, span: { start: 0, end: 0 }, message: content.message });
      return undefined;
    }
    const read = readFormat({ file, text: content.text }, engagementFormats[format], { lenient: format !== 'state' });
    problems.push(...read.problems);
    return read.value as Written<F> | undefined;
  }
  return undefined;
}

async function readFolder<F extends FormatName>(
  workspace: Workspace,
  { format, folders }: { format: F; folders: readonly string[] },
  reading: Reading,
): Promise<Map<string, Written<F>>> {
  const found = new Map<string, Written<F>>();
  for (const folder of folders) {
    for (const file of await workspace.names(folder)) {
      const name = file.replace(/\.yaml$/, '');
      if (!file.endsWith('.yaml') || found.has(name)) continue;
      const value = await readOne(workspace, { format, files: [`${folder}/${file}`] }, reading);
      if (value) found.set(name, value);
    }
  }
  return found;
}

/**
 * What people wrote of a service's engagement, with mistakes in the files; of a file with a wrong value the rest counts.
 * Where there is no file under the service's name, that of a former name counts.
 */
export async function readSaid(
  workspace: Workspace,
  service: string,
  was: readonly string[] = [],
): Promise<{ said: Said; problems: Problem[] }> {
  const problems: Problem[] = [];
  const reading = { problems };
  const names = [service, ...was];
  const own = async <F extends FormatName>(format: F) =>
    (await readOne(workspace, { format, files: names.map((name) => engagementFile(format, name)) }, reading)) ??
    emptyOf(format);
  const folders = names.map((name) => `${engagementFolder}/${name}/improvements`);
  const state = await own('state');
  const said: Said = {
    state: 'state' in state && 'since' in state ? state : undefined,
    advice: await own('advice'),
    agreement: await own('agreement'),
    analysis: await own('analysis'),
    improvements: await readFolder(workspace, { format: 'improvement', folders }, reading),
    training: await own('training'),
    handover: await own('handover'),
    trend: await own('trend'),
    early: await own('early'),
    platform: await own('platform'),
    rotations: await readFolder(workspace, { format: 'rotation', folders: [rotationFolder] }, reading),
  };
  return { said, problems };
}

/**
 * Makes a change in its file, in one step also against other processes, and gives what it changed so that it can be undone.
 * Throws for values that do not fit, and for a file with a mistake: a person must mend it first, so that nothing is lost.
 */
export async function makeChange(
  workspace: Workspace,
  { change, values, who, was = [] }: { change: Change; values: unknown; who: Who; was?: readonly string[] },
): Promise<FileChange> {
  const parsed = change.values.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join('.') ?? 'a value'}: ${issue?.message ?? 'it does not fit'}`);
  }
  const name = change.name?.(parsed.data);
  const file = engagementFile(change.format, who.service, name);
  const former = await formerText(workspace, { format: change.format, name, was });
  return workspace.update(file, (before) => {
    const base = before ?? former;
    const now = base === undefined || isBlank(base) ? emptyOf(change.format) : sound(file, base, change.format);
    const after = withEdits(base, change.edit(now, parsed.data, who));
    const { value, problems } = readFormat({ file, text: after }, engagementFormats[change.format]);
    if (!value) throw new Error(`not written: ${problems[0]?.message ?? 'it does not fit its format'}`);
    return after;
  });
}

function isBlank(text: string): boolean {
  return text.trim() === '' || readYamlData(text).value === null;
}

function sound<F extends FormatName>(file: string, text: string, format: F): Written<F> {
  const { value, problems } = readFormat({ file, text }, engagementFormats[format]);
  if (!value)
    throw new Error(
      `${file} has a mistake (${problems[0]?.message ?? ''}): mend it first, so that nothing in it is lost`,
    );
  return value as Written<F>;
}

function withEdits(text: string | undefined, edits: readonly Edit[]): string {
  const base = text === undefined || text.trim() === '' ? writeYamlData({}) : text;
  const data = readYamlData(base.trim() === '{}' ? '' : base);
  return data.edit(edits);
}

/** The file under a former name of the service: what is in it goes on under the present one. */
async function formerText(
  workspace: Workspace,
  { format, name, was }: { format: FormatName; name: string | undefined; was: readonly string[] },
): Promise<string | undefined> {
  if (format === 'platform' || format === 'rotation') return undefined;
  for (const former of was) {
    const file = engagementFile(format, former, name);
    const content = await workspace.read(file);
    if (content && 'problem' in content) throw new Error(`${file} cannot be read: ${content.message}`);
    if (content) return content.text;
  }
  return undefined;
}

/** Mistakes in all files of engagements, and folders of services that are not there: they may have another name now. */
export async function engagementProblems(workspace: Workspace, services: readonly string[]): Promise<Problem[]> {
  const problems = new Map<string, Problem>();
  const folders = await workspace.folders(engagementFolder);
  // Files that all services share are read with each: their mistakes are told once.
  for (const service of folders.length > 0 ? folders : ['none']) {
    const { problems: own } = await readSaid(workspace, service);
    for (const problem of own) problems.set(`${problem.file}:${problem.span.start}:${problem.message}`, problem);
  }
  const known = new Set(services);
  for (const folder of folders.filter((name) => !known.has(name))) {
    const [first] = await workspace.names(`${engagementFolder}/${folder}`);
    const file = `${engagementFolder}/${folder}/${first ?? ''}`;
    const message = `There is no service ${folder}: if it has another name now, say was: [${folder}] in its descriptor under .prr/services`;
    if (first !== undefined) problems.set(file, { file, span: { start: 0, end: 0 }, message });
  }
  return [...problems.values()];
}
