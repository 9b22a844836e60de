import type { Problem } from '../../model/problem.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { checkName } from '../../review/answers.ts';
import { readFormat } from '../../review/read-format.ts';
import { datesAhead } from './dates-ahead.ts';
import { identifier } from './values.ts';
import {
  engagementFolder,
  engagementFormats,
  platformFile,
  rotationFolder,
  type FormatName,
  type Said,
  type Written,
} from '../formats.ts';

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
export function emptyOf<F extends FormatName>(format: F): Written<F> {
  // Keys that must be there have no default: an empty state is none.
  const read = engagementFormats[format].safeParse({});
  return (read.success ? read.data : {}) as Written<F>;
}

/** A file that says nothing: empty, an empty map, or comments alone. */
export function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^(?:---|\.\.\.|\{\})?\s*(?:#|$)/.test(line.trim()));
}

/** Something that was read, with mistakes in the files that it was read from. */
interface Read<T> {
  readonly value: T;
  /** Where it was read; absent where there is none. */
  readonly file?: string;
  readonly problems: readonly Problem[];
}

/** What all services share. */
export type SharedSaid = Pick<Said, 'platform' | 'rotations'>;

/** Reads what people wrote of engagements; what all services share is read once for all that one asks. */
export interface SaidReader {
  shared(): Promise<{ readonly said: SharedSaid; readonly problems: readonly Problem[] }>;
  /**
   * What people wrote of a service, with mistakes in the files; of a file with a wrong value the rest counts.
   * Where there is no file under the service's name, that of a former name counts.
   */
  of(service: string, was?: readonly string[]): Promise<SaidOf>;
}

/** What people wrote of a service, with where it was read. */
export interface SaidOf {
  readonly said: Said;
  readonly problems: readonly Problem[];
  /** The file that was read, which may be that of a former name; where there is none, the one that would be written. */
  fileOf(format: FormatName, name?: string): string;
}

/** Opens what people wrote as it is now. `today` is an ISO date: what is said to have been after it is told as a mistake. */
export function openSaid(workspace: Workspace, today: string): SaidReader {
  const readOne = async <F extends FormatName>(
    format: F,
    files: readonly string[],
  ): Promise<Read<Written<F> | undefined>> => {
    for (const file of files) {
      const content = await workspace.read(file);
      if (!content) continue;
      if ('problem' in content)
        return {
          value: undefined,
          problems: [{ file, span: { start: 0, end: 0 }, message: content.message, unread: true }],
        };
      // Of an empty state nothing is missing either.
      if (isBlank(content.text)) return { value: undefined, problems: [] };
      const read = readFormat({ file, text: content.text }, engagementFormats[format], {
        lenient: 'entries',
        blanks: true,
      });
      if (read.value === undefined) return { value: undefined, problems: read.problems };
      const ahead = datesAhead(read.value, today).map(({ path, message }) => ({
        file,
        span: read.spanOf(path),
        message,
      }));
      return { value: read.value as Written<F>, file, problems: [...read.problems, ...ahead] };
    }
    return { value: undefined, problems: [] };
  };

  const readFolder = async <F extends FormatName>(
    format: F,
    folders: readonly string[],
  ): Promise<Read<Map<string, Written<F>>> & { readonly files: ReadonlyMap<string, string> }> => {
    const found = new Map<string, Written<F>>();
    const files = new Map<string, string>();
    const seen = new Set<string>();
    const problems: Problem[] = [];
    for (const folder of folders) {
      const names = (await workspace.names(folder)).filter((name) => /\.ya?ml$/.test(name) && !seen.has(name));
      const read = await Promise.all(
        names.map(async (name) =>
          isFileName(name) ? readOne(format, [`${folder}/${name}`]) : misnamed(`${folder}/${name}`),
        ),
      );
      for (const [at, name] of names.entries()) {
        seen.add(name);
        const { value, file, problems: own } = read[at] ?? { value: undefined, problems: [] };
        problems.push(...own);
        const key = name.replace(/\.yaml$/, '');
        if (value) found.set(key, value);
        if (file !== undefined) files.set(key, file);
      }
    }
    return { value: found, problems, files };
  };

  const readShared = async () => {
    const [platform, rotations] = await Promise.all([
      readOne('platform', [platformFile]),
      readFolder('rotation', [rotationFolder]),
    ]);
    return {
      said: { platform: platform.value ?? emptyOf('platform'), rotations: rotations.value },
      problems: [...platform.problems, ...rotations.problems],
    };
  };
  let known: ReturnType<typeof readShared> | undefined;
  const shared = async () => (known ??= readShared());

  return {
    shared,
    async of(service, was = []) {
      const names = [service, ...was];
      const own = async <F extends FormatName>(format: F): Promise<Read<Written<F>>> => {
        const files = names.map((name) => engagementFile(format, name));
        const { value, ...rest } = await readOne(format, files);
        return { value: value ?? emptyOf(format), ...rest };
      };
      const [state, advice, agreement, analysis, improvements, training, handover, trend, early, ofAll] =
        await Promise.all([
          own('state'),
          own('advice'),
          own('agreement'),
          own('analysis'),
          readFolder(
            'improvement',
            names.map((name) => `${engagementFolder}/${name}/improvements`),
          ),
          own('training'),
          own('handover'),
          own('trend'),
          own('early'),
          shared(),
        ]);
      const said: Said = {
        state: 'state' in state.value && 'since' in state.value ? state.value : undefined,
        advice: advice.value,
        agreement: agreement.value,
        analysis: analysis.value,
        improvements: improvements.value,
        training: training.value,
        handover: handover.value,
        trend: trend.value,
        early: early.value,
        ...ofAll.said,
      };
      const files = { state, advice, agreement, analysis, training, handover, trend, early };
      const read = new Map<string, string | undefined>(
        Object.entries(files).map(([format, { file }]) => [format, file]),
      );
      return {
        said,
        problems: [state, advice, agreement, analysis, improvements, training, handover, trend, early, ofAll].flatMap(
          ({ problems }) => problems,
        ),
        fileOf: (format, name) =>
          (format === 'improvement' ? improvements.files.get(name ?? '') : read.get(format)) ??
          engagementFile(format, service, name),
      };
    },
  };
}

function isFileName(name: string): boolean {
  return name.endsWith('.yaml') && identifier.safeParse(name.replace(/\.yaml$/, '')).success;
}

function misnamed(file: string): Read<undefined> {
  const message = 'Not read: use lowercase letters, digits, -, _ and . only, and the ending .yaml';
  return { value: undefined, problems: [{ file, span: { start: 0, end: 0 }, message }] };
}
