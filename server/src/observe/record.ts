import { observedFile } from '../model/team-folder.ts';
import { parseObserved, type Observed } from '../review/observed.ts';
import { readYamlData } from '../syntax/yaml-data.ts';
import type { Workspace } from '../workspace/workspace.ts';

const keys = ['observed', 'from', 'version', 'missing', 'alerts', 'objectives', 'series'] as const;

/** Records what was observed; comments and unknown keys stay. Throws for a file with a mistake, which stays as it is. */
export async function recordObserved(workspace: Workspace, observed: Observed): Promise<void> {
  await workspace.update(observedFile, (before = '') => {
    const [mistake] = before.trim() === '' ? [] : parseObserved(before).problems;
    if (mistake) throw new Error(`${observedFile} has a mistake (${mistake.message}); fix or delete it first`);
    return readYamlData(before).edit(keys.map((key) => ({ path: [key], value: observed[key] })));
  });
}
