import type { DeclaredService } from '../index/declared-services.ts';
import type { Problem } from '../model/problem.ts';
import { serviceFolder } from '../model/team-folder.ts';
import type { Span } from '../model/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type * as z from 'zod';
import { checkName, withKeys } from './answers.ts';
import { serviceFormat } from './formats.ts';
import { readFormat } from './read-format.ts';

/** The file that describes a service. */
export function descriptorFile(service: string): string {
  checkName(service);
  return `${serviceFolder}/${service}.yaml`;
}

/** What a descriptor says, with the place of each part. */
export interface Descriptor {
  readonly service: string;
  readonly file: string;
  readonly says: z.output<typeof serviceFormat>;
  spanOf(path: readonly PropertyKey[]): Span;
}

/** All descriptors of a workspace, with mistakes in their files; a file with a mistake describes nothing. */
export async function readDescriptors(
  workspace: Workspace,
): Promise<{ descriptors: Descriptor[]; problems: Problem[] }> {
  const descriptors: Descriptor[] = [];
  const problems: Problem[] = [];
  for (const name of await workspace.names(serviceFolder)) {
    if (!/^[a-z0-9][a-z0-9.-]*\.yaml$/.test(name)) continue;
    const file = `${serviceFolder}/${name}`;
    const content = await workspace.read(file);
    if (!content) continue;
    if ('problem' in content) {
      problems.push({ file, span: { start: 0, end: 0 }, message: content.message });
      continue;
    }
    // An empty file says that there is such a service.
    const text = content.text.trim() === '' ? '{}' : content.text;
    const read = readFormat({ file, text }, serviceFormat);
    problems.push(...read.problems);
    if (read.value) {
      descriptors.push({ service: name.replace(/\.yaml$/, ''), file, says: read.value, spanOf: read.spanOf });
    }
  }
  return { descriptors, problems };
}

/** What descriptors say of the identity of services. */
export function declaredBy(descriptors: readonly Descriptor[]): DeclaredService[] {
  return descriptors.map(({ service: name, file, says: { root, workloads } }) => ({
    name,
    at: { file, span: { start: 0, end: 0 } },
    ...(root === undefined ? {} : { root: root.replace(/^\.\/|\/+$/g, '') }),
    ...(workloads === undefined ? {} : { workloads }),
  }));
}

/** Writes fields of a descriptor, making the file where there is none; comments and other keys stay. `undefined` removes. */
export async function describe(
  workspace: Workspace,
  service: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = descriptorFile(service);
  await workspace.update(file, (before) => withKeys(file, before?.trim() === '' ? undefined : before, fields));
}
