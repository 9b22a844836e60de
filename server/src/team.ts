import type { GuideFolder } from './guide/library.ts';
import type { Pack } from './knowledge/pack.ts';
import type { Problem } from './model/problem.ts';
import type { Span } from './model/span.ts';
import { teamFolder } from './model/team-folder.ts';
import type { ChecklistItem, MovedItem } from './model/review.ts';
import { parseSettings, type Settings } from './settings.ts';
import { isInnerPath } from './workspace/inner-path.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a team decided for its repository, in `.prr/`. */
export interface Team {
  readonly settings: Settings;
  readonly packs: readonly Pack[];
  /** Items of the team's own checklists. */
  readonly items: readonly ChecklistItem[];
  /** Items of its former checklists, and where they are asked now. */
  readonly moved: readonly MovedItem[];
  /** Folders of the organisation's Guide, not yet read. */
  readonly guide: readonly GuideFolder[];
  /** Where the team's checklists name pages of the Guide. */
  readonly guideRefs: readonly GuideRef[];
  readonly problems: readonly Problem[];
}

/** Our data with the team's, which replaces what has the same id. */
export function withOwn<T extends { readonly id: string }>(bundled: readonly T[], own: readonly T[]): readonly T[] {
  return [...new Map([...bundled, ...own].map((each) => [each.id, each])).values()];
}

/** A place where the team's data names a page of the Guide. */
export interface GuideRef {
  readonly file: string;
  readonly span: Span;
  readonly ref: string;
}

const settingsFile = `${teamFolder}/settings.yaml`;
const packFolder = `${teamFolder}/packs`;
const checklistFolder = `${teamFolder}/checklists`;
const guideFolder = `${teamFolder}/guide`;
const noSpan = { start: 0, end: 0 };

/** Whether a change of this file or folder changes what `readTeam` gives. */
export function isTeamFile(path: string): boolean {
  const isIn = (folder: string) => path === folder || path.startsWith(`${folder}/`);
  // Of a folder that is renamed or removed, editors tell the folder alone.
  return path === teamFolder || path === settingsFile || [packFolder, checklistFolder].some(isIn);
}

/** Whether a file of the workspace lies in one of these folders and is Markdown. */
export function isGuidePage(file: string, folders: readonly GuideFolder[]): boolean {
  const holds = ({ inside, folder }: GuideFolder) => inside && (folder === '' || file.startsWith(`${folder}/`));
  return /\.(md|markdown)$/i.test(file) && folders.some(holds);
}

export interface TeamOptions {
  /** The editor's or the command line's settings. */
  readonly editorSettings?: unknown;
  /** Opens a folder outside of the workspace, for reading; absent where nothing outside may be read. */
  readonly openFolder?: ((path: string) => Workspace) | undefined;
}

/** Reads the team's settings, packs, checklists and Guide pages; the editor's settings go over the team's. Mistakes are problems, the rest works. */
export async function readTeam(workspace: Workspace, { editorSettings, openFolder }: TeamOptions): Promise<Team> {
  const problems: Problem[] = [];
  const { value: layer, spanOf } = await readSettings(workspace, problems);
  const { settings, problems: mistakes } = parseSettings([layer]);
  for (const { message, path } of mistakes) problems.push({ file: settingsFile, span: spanOf(path), message });
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
  const moved: MovedItem[] = [];
  const guideRefs: GuideRef[] = [];
  for (const { path: file, text } of await readFolder(workspace, checklistFolder, { pattern: /\.ya?ml$/, problems })) {
    const [{ readChecklist }, known] = await Promise.all([import('./review/read-checklist.ts'), knownNames()]);
    const read = readChecklist({ file, text }, known);
    problems.push(...read.problems);
    items.push(...read.items.map((item) => ({ ...item, own: true as const })));
    moved.push(...read.moved);
    guideRefs.push(
      ...read.items.map((item, at) => ({ file, ref: item.guide, span: read.spanOf(['items', at, 'guide']) })),
    );
  }
  const guide: GuideFolder[] = [{ workspace, folder: guideFolder, name: teamGuide, inside: true }];
  const both = parseSettings([settings, editorSettings]).settings;
  const names = new Set([teamGuide]);
  for (const written of new Set(both.guideFolders.map((each) => each.replace(/^\.[/\\]+|[/\\]+$/g, '')))) {
    const folder = written === '' || written === '.' ? '' : written;
    const position = settings.guideFolders.findIndex((each) => each.replace(/^\.[/\\]+|[/\\]+$/g, '') === written);
    const named = { file: settingsFile, span: position < 0 ? noSpan : spanOf(['guideFolders', position]) };
    const outside = isOutside(folder);
    // A repository must not name folders of the machine that it is opened on: only a person's own settings may.
    if (outside && (position >= 0 || !openFolder)) {
      problems.push({
        ...named,
        message: `guideFolders: ${folder} lies outside of the workspace; name it in the editor's settings`,
      });
      continue;
    }
    const last = folder.split(/[/\\]/).at(-1) || 'Guide';
    const name = names.has(last) ? folder : last;
    names.add(name);
    guide.push(
      outside && openFolder
        ? { workspace: openFolder(folder), folder: '', name, inside: false, named }
        : { workspace, folder: folder.replaceAll('\\', '/'), name, inside: true, named },
    );
  }
  return { settings: both, packs, items, moved, guide, guideRefs, problems };
}

/** What claims may name; loaded where there is a checklist to read. */
async function knownNames() {
  const [{ rules }, { claimReaders }] = await Promise.all([
    import('./rules/registry.ts'),
    import('./claims/readers.ts'),
  ]);
  return {
    rules: new Set(rules.map(({ id }) => id)),
    readers: new Set(claimReaders.map(({ id }) => id)),
  };
}

/** What people call the pages in `.prr/guide/`. */
const teamGuide = "This team's pages";

function isOutside(folder: string): boolean {
  return folder.startsWith('~') || !isInnerPath(folder);
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

interface ReadSettings {
  readonly value: unknown;
  spanOf(path: readonly PropertyKey[]): Span;
}

async function readSettings(workspace: Workspace, problems: Problem[]): Promise<ReadSettings> {
  const nothing = { value: undefined, spanOf: () => noSpan };
  const content = await workspace.read(settingsFile);
  if (!content) return nothing;
  if ('problem' in content) {
    problems.push({ file: settingsFile, span: noSpan, message: content.message });
    return nothing;
  }
  const { readYamlData } = await import('./syntax/yaml-data.ts');
  const { value, errors, spanOf } = readYamlData(content.text);
  for (const { message, span } of errors) problems.push({ file: settingsFile, span, message });
  return { value, spanOf };
}
