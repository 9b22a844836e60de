import { loadPacks } from './knowledge/load.ts';
import type { Pack } from './knowledge/pack.ts';
import type { Problem } from './model/problem.ts';
import { parseSettings, type Settings } from './settings.ts';
import { readYamlData } from './syntax/yaml-data.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a team decided for its repository, in `.prr/`. */
export interface Team {
  readonly settings: Settings;
  readonly packs: readonly Pack[];
  readonly problems: readonly Problem[];
}

export const teamFolder = '.prr';
const settingsFile = `${teamFolder}/settings.yaml`;
const packFolder = `${teamFolder}/packs`;

/** Whether a change of this file changes what `readTeam` gives. */
export function isTeamFile(file: string): boolean {
  return file === settingsFile || file.startsWith(`${packFolder}/`);
}

/** Reads the team's settings and packs; the editor's settings go over the team's. Mistakes are problems, the rest works. */
export async function readTeam(workspace: Workspace, editorSettings: unknown): Promise<Team> {
  const problems: Problem[] = [];
  const layer = await readSettings(workspace, problems);
  const { settings, problems: mistakes } = parseSettings([layer]);
  for (const message of mistakes) problems.push({ file: settingsFile, span: { start: 0, end: 0 }, message });
  const files: { path: string; text: string }[] = [];
  for (const name of await workspace.names(packFolder)) {
    if (!/\.ya?ml$/.test(name)) continue;
    const path = `${packFolder}/${name}`;
    const content = await workspace.read(path);
    if (content && 'text' in content) files.push({ path, text: content.text });
    else if (content) problems.push({ file: path, span: { start: 0, end: 0 }, message: content.message });
  }
  const loaded = loadPacks(files);
  problems.push(...loaded.problems);
  const both = parseSettings([settings, editorSettings]).settings;
  return { settings: both, packs: loaded.packs, problems };
}

async function readSettings(workspace: Workspace, problems: Problem[]): Promise<unknown> {
  const content = await workspace.read(settingsFile);
  if (!content) return undefined;
  if ('problem' in content) {
    problems.push({ file: settingsFile, span: { start: 0, end: 0 }, message: content.message });
    return undefined;
  }
  const { value, errors } = readYamlData(content.text);
  for (const { message, span } of errors) problems.push({ file: settingsFile, span, message });
  return value;
}
