import type { GuideSource } from './guide/build.ts';
import type { Pack } from './knowledge/pack.ts';
import type { Problem } from './model/problem.ts';
import type { ChecklistItem } from './model/review.ts';
import { parseSettings, type Settings } from './settings.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a team decided for its repository, in `.prr/`. */
export interface Team {
  readonly settings: Settings;
  readonly packs: readonly Pack[];
  /** Items of the team's own checklists. */
  readonly items: readonly ChecklistItem[];
  /** Pages of the organisation's Guide. */
  readonly guide: readonly GuideSource[];
  readonly problems: readonly Problem[];
}

export const teamFolder = '.prr';
const settingsFile = `${teamFolder}/settings.yaml`;
const packFolder = `${teamFolder}/packs`;
const checklistFolder = `${teamFolder}/checklists`;
const guideFolder = `${teamFolder}/guide`;

/** Whether a change of this file changes what `readTeam` gives. */
export function isTeamFile(file: string): boolean {
  return (
    file === settingsFile || [packFolder, checklistFolder, guideFolder].some((folder) => file.startsWith(`${folder}/`))
  );
}

/** Reads the team's settings, packs, checklists and Guide pages; the editor's settings go over the team's. Mistakes are problems, the rest works. */
export async function readTeam(workspace: Workspace, editorSettings: unknown): Promise<Team> {
  const problems: Problem[] = [];
  const layer = await readSettings(workspace, problems);
  const { settings, problems: mistakes } = parseSettings([layer]);
  for (const message of mistakes) problems.push({ file: settingsFile, span: { start: 0, end: 0 }, message });
  // Readers are loaded where there is something to read: most folders hold nothing of ours, and loading takes longer than a small check.
  const packs: Pack[] = [];
  const packFiles = await readFolder(workspace, packFolder, { pattern: /\.ya?ml$/, problems });
  if (packFiles.length > 0) {
    const { loadPacks } = await import('./knowledge/load.ts');
    const loaded = loadPacks(packFiles);
    packs.push(...loaded.packs);
    problems.push(...loaded.problems);
  }
  const items: ChecklistItem[] = [];
  for (const { path: file, text } of await readFolder(workspace, checklistFolder, { pattern: /\.ya?ml$/, problems })) {
    const { readChecklist } = await import('./review/read-checklist.ts');
    const read = readChecklist({ file, text });
    problems.push(...read.problems);
    items.push(...read.items);
  }
  const guide = (await readFolder(workspace, guideFolder, { pattern: /\.md$/, problems })).map(
    ({ path: file, text }): GuideSource => {
      const id = file.slice(guideFolder.length + 1).replace(/\.md$/, '');
      return { id, text, file, origin: 'organisation' };
    },
  );
  const both = parseSettings([settings, editorSettings]).settings;
  return { settings: both, packs, items, guide, problems };
}

interface FolderOptions {
  readonly pattern: RegExp;
  readonly problems: Problem[];
}

async function readFolder(workspace: Workspace, folder: string, { pattern, problems }: FolderOptions) {
  const files: { path: string; text: string }[] = [];
  for (const name of await workspace.names(folder)) {
    if (!pattern.test(name)) continue;
    const path = `${folder}/${name}`;
    const content = await workspace.read(path);
    if (content && 'text' in content) files.push({ path, text: content.text });
    else if (content) problems.push({ file: path, span: { start: 0, end: 0 }, message: content.message });
  }
  return files;
}

async function readSettings(workspace: Workspace, problems: Problem[]): Promise<unknown> {
  const content = await workspace.read(settingsFile);
  if (!content) return undefined;
  if ('problem' in content) {
    problems.push({ file: settingsFile, span: { start: 0, end: 0 }, message: content.message });
    return undefined;
  }
  const { readYamlData } = await import('./syntax/yaml-data.ts');
  const { value, errors } = readYamlData(content.text);
  for (const { message, span } of errors) problems.push({ file: settingsFile, span, message });
  return value;
}
