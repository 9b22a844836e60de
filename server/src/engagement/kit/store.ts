import type { Problem } from '../../model/problem.ts';
import { readYamlData } from '../../syntax/yaml-data.ts';
import type { Change as FileChange, Workspace } from '../../workspace/workspace.ts';
import { readFormat } from '../../review/read-format.ts';
import { engagementFolder, engagementFormats, type FormatName, type Written } from '../formats.ts';
import type { Change, Edit, Who } from '../part.ts';
import { isName } from '../../review/answers.ts';
import { emptyOf, engagementFile, isBlank, openSaid } from './said.ts';

export { engagementFile } from './said.ts';

/**
 * Makes a change in its file, in one step also against other processes, and gives what it changed so that it can be undone.
 * Throws for values that do not fit, and for a file with a mistake: a person must fix it first, so that nothing is lost.
 */
export async function makeChange(
  workspace: Workspace,
  { change, values, who, was = [] }: { change: Change; values: unknown; who: Who; was?: readonly string[] },
): Promise<FileChange> {
  const parsed = change.values.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join('.') ?? 'a value'}: ${issue?.message ?? 'invalid'}`);
  }
  const name = change.name?.(parsed.data);
  const file = engagementFile(change.format, who.service, name);
  const former = await formerText(workspace, { format: change.format, name, was });
  return workspace.update(file, (before) => {
    const base = before ?? former?.text;
    const from = before === undefined ? (former?.file ?? file) : file;
    const now = base === undefined || isBlank(base) ? emptyOf(change.format) : sound(from, base, change.format);
    const after = withEdits(base, change.edit(now, parsed.data, who));
    // All was taken back.
    if (isBlank(after)) return after;
    const { value, problems } = readFormat({ file, text: after }, engagementFormats[change.format], { blanks: true });
    if (!value) throw new Error(`not written: ${problems[0]?.message ?? 'it does not fit its format'}`);
    return after;
  });
}

function sound<F extends FormatName>(file: string, text: string, format: F): Written<F> {
  const { value, problems } = readFormat({ file, text }, engagementFormats[format], { blanks: true });
  if (!value) throw new Error(`${file} has a mistake (${problems[0]?.message ?? ''}): fix it first to lose nothing`);
  return value as Written<F>;
}

function withEdits(text = '', edits: readonly Edit[]): string {
  // What is put into an empty map in braces would stand in braces, too.
  return readYamlData(['', '{}'].includes(text.trim()) ? '' : text).edit(edits);
}

/** The file under a former name of the service: what is in it goes on under the present one. */
async function formerText(
  workspace: Workspace,
  { format, name, was }: { format: FormatName; name: string | undefined; was: readonly string[] },
): Promise<{ file: string; text: string } | undefined> {
  if (format === 'platform' || format === 'rotation') return undefined;
  for (const former of was) {
    const file = engagementFile(format, former, name);
    const content = await workspace.read(file);
    if (content && 'problem' in content) throw new Error(`${file} could not be read: ${content.message}`);
    if (content) return { file, text: content.text };
  }
  return undefined;
}

/** Mistakes in all files of engagements, and folders of services that are not there: they may have another name now. */
export async function engagementProblems(
  workspace: Workspace,
  { services, today }: { services: readonly string[]; today: string },
): Promise<Problem[]> {
  const problems = new Map<string, Problem>();
  const all = await workspace.folders(engagementFolder);
  // Of a folder with another name nothing is read: no service is called like that.
  const folders = all.filter(isName);
  const said = openSaid(workspace, today);
  const read = await Promise.all([said.shared(), ...folders.map(async (service) => said.of(service))]);
  for (const { problems: own } of read) {
    for (const problem of own) problems.set(`${problem.file}:${problem.span.start}:${problem.message}`, problem);
  }
  for (const { folder, file } of await strayFolders(workspace, services)) {
    const message = `There is no service ${folder}: if it was renamed, add was: [${folder}] to its description in .prr/services`;
    problems.set(file, { file, span: { start: 0, end: 0 }, message });
  }
  return [...problems.values()];
}

/** Folders of services that are not there, each with a file of it. */
export async function strayFolders(
  workspace: Workspace,
  services: readonly string[],
): Promise<{ readonly folder: string; readonly file: string }[]> {
  const known = new Set(services);
  const folders = (await workspace.folders(engagementFolder)).filter((name) => !known.has(name));
  const found = await Promise.all(
    folders.map(async (folder) => {
      const inside = [folder, `${folder}/improvements`].map((each) => `${engagementFolder}/${each}`);
      const files = await Promise.all(
        inside.map(async (each) => (await workspace.names(each)).map((name) => `${each}/${name}`)),
      );
      const [file] = files.flat();
      return file === undefined ? [] : [{ folder, file }];
    }),
  );
  return found.flat();
}
