import type { DeclaredService } from '../index/declared-services.ts';
import type { Problem } from '../model/problem.ts';
import { serviceFolder } from '../model/team-folder.ts';
import type { Span } from '../model/span.ts';
import type { Change, Workspace } from '../workspace/workspace.ts';
import type * as z from 'zod';
import { checkName, withKeys } from './answers.ts';
import { serviceFormat } from './formats.ts';
import { readFormat } from './read-format.ts';

/** The file that describes a service. */
export function descriptorFile(service: string): string {
  checkName(service);
  return `${serviceFolder}/${service}.yaml`;
}

const noSpan: Span = { start: 0, end: 0 };

/** What a descriptor says, with the place of each part. */
export interface Descriptor {
  readonly service: string;
  readonly file: string;
  readonly says: z.output<typeof serviceFormat>;
  spanOf(path: readonly PropertyKey[]): Span;
}

/** All descriptors of a workspace, with mistakes in their files; of a file with a wrong value the rest counts. */
export async function readDescriptors(
  workspace: Workspace,
): Promise<{ descriptors: Descriptor[]; problems: Problem[] }> {
  const descriptors: Descriptor[] = [];
  const problems: Problem[] = [];
  for (const name of await workspace.names(serviceFolder)) {
    const file = `${serviceFolder}/${name}`;
    if (!/\.ya?ml$/.test(name)) continue;
    if (!/^[a-z0-9][a-z0-9.-]*\.yaml$/.test(name)) {
      const message =
        'Not read: name the file after its service, with lowercase letters, digits, - and ., and the ending .yaml';
      problems.push({ file, span: noSpan, message });
      continue;
    }
    const content = await workspace.read(file);
    if (!content) continue;
    if ('problem' in content) {
      problems.push({ file, span: noSpan, message: content.message });
      continue;
    }
    // An empty file, or one of comments alone, says that there is such a service.
    const read = readFormat({ file, text: content.text }, serviceFormat, { lenient: true, empty: {} });
    problems.push(...read.problems);
    if (read.value) {
      descriptors.push({ service: name.replace(/\.yaml$/, ''), file, says: read.value, spanOf: read.spanOf });
    }
  }
  return { descriptors, problems };
}

/** The name of a service, and after it those that it had. */
export async function namesOf(workspace: Workspace, service: string): Promise<readonly [string, ...string[]]> {
  const { descriptors } = await readDescriptors(workspace);
  return [service, ...(descriptors.find((each) => each.service === service)?.says.was ?? [])];
}

/** What descriptors say of the identity of services. */
export function declaredBy(descriptors: readonly Descriptor[]): DeclaredService[] {
  return descriptors.map(({ service: name, file, says: { root, workloads, was } }) => ({
    name,
    at: { file, span: { start: 0, end: 0 } },
    ...(root === undefined ? {} : { root: root.replace(/^\.(\/|$)|\/+$/g, '') }),
    ...(workloads === undefined ? {} : { workloads }),
    ...(was === undefined ? {} : { was }),
  }));
}

/** Writes fields of a descriptor, making the file where there is none; comments and other keys stay. `undefined` removes. */
export async function describe(
  workspace: Workspace,
  service: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<Change> {
  const file = descriptorFile(service);
  return workspace.update(file, (before) => withKeys(file, before, fields));
}
