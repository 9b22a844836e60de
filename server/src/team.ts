import type { GuideSource } from './guide/build.ts';
import type { Pack } from './knowledge/pack.ts';
import type { Problem } from './model/problem.ts';
import { teamFolder } from './model/team-folder.ts';
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

const settingsFile = `${teamFolder}/settings.yaml`;
const packFolder = `${teamFolder}/packs`;
const checklistFolder = `${teamFolder}/checklists`;
const guideFolder = `${teamFolder}/guide`;
const noSpan = { start: 0, end: 0 };

/** Whether a change of this file changes what `readTeam` gives. */
export function isTeamFile(file: string): boolean {
  return (
    file === settingsFile || [packFolder, checklistFolder, guideFolder].some((folder) => file.startsWith(`${folder}/`))
  );
}

export interface TeamOptions {
  /** The editor's or the command line's settings. */
  readonly editorSettings?: unknown;
  /** Opens a folder outside of the workspace, for reading; absent where nothing outside may be read. */
  readonly openFolder?: ((path: string) => Workspace) | undefined;
}

/** Pages of one Guide folder that are read. */
const maxPages = 5000;

/** Reads the team's settings, packs, checklists and Guide pages; the editor's settings go over the team's. Mistakes are problems, the rest works. */
export async function readTeam(workspace: Workspace, { editorSettings, openFolder }: TeamOptions): Promise<Team> {
  const problems: Problem[] = [];
  const layer = await readSettings(workspace, problems);
  const { settings, problems: mistakes } = parseSettings([layer]);
  for (const message of mistakes) problems.push({ file: settingsFile, span: noSpan, message });
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
  for (const folder of both.guideFolders) {
    const outside = isOutside(folder);
    // A repository must not name folders of the machine that it is opened on: only a person's own settings may.
    if (outside && (settings.guideFolders.includes(folder) || !openFolder)) {
      problems.push({
        file: settingsFile,
        span: noSpan,
        message: `guideFolders: ${folder} lies outside of the workspace; name it in the editor's settings`,
      });
      continue;
    }
    guide.push(...(await guideOf(outside && openFolder ? openFolder(folder) : workspace, outside ? '' : folder)));
  }
  return { settings: both, packs, items, guide, problems };
}

function isOutside(folder: string): boolean {
  return /^([/\\]|[a-z]:|~)/i.test(folder) || folder.split(/[/\\]/).includes('..');
}

/** The pages of a Guide folder; a page is named by its file, and by its path where two files have one name. */
async function guideOf(workspace: Workspace, folder: string): Promise<GuideSource[]> {
  const prefix = folder === '' ? '' : `${folder.replace(/^\.\/|\/+$/g, '')}/`;
  const { files } = await workspace.list({ all: true });
  const pages = files
    .filter(({ file }) => file.startsWith(prefix) && /\.(md|markdown)$/i.test(file))
    .slice(0, maxPages);
  const sources: GuideSource[] = [];
  const seen = new Set<string>();
  for (const { file } of pages) {
    const content = await workspace.read(file);
    if (!content || !('text' in content)) continue;
    const path = file.slice(prefix.length).replace(/\.(md|markdown)$/i, '');
    const name = path.slice(path.lastIndexOf('/') + 1);
    const id = seen.has(name) ? path : name;
    seen.add(id);
    sources.push({ id, text: content.text, origin: 'organisation' });
  }
  return sources;
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
    else if (content) problems.push({ file: path, span: noSpan, message: content.message });
  }
  return files;
}

async function readSettings(workspace: Workspace, problems: Problem[]): Promise<unknown> {
  const content = await workspace.read(settingsFile);
  if (!content) return undefined;
  if ('problem' in content) {
    problems.push({ file: settingsFile, span: noSpan, message: content.message });
    return undefined;
  }
  const { readYamlData } = await import('./syntax/yaml-data.ts');
  const { value, errors } = readYamlData(content.text);
  for (const { message, span } of errors) problems.push({ file: settingsFile, span, message });
  return value;
}
