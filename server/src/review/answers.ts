import type { Problem } from '../model/problem.ts';
import type { Answer } from '../model/review.ts';
import { readYamlData, writeYamlData, type YamlData } from '../syntax/yaml-data.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { answerFormat } from './formats.ts';
import { readFormat } from './read-format.ts';

export const answerFolder = '.prr/answers';

/** The file that holds the answer to an item for a service. */
export function answerFile(service: string, item: string): string {
  checkName(service);
  checkName(item);
  return `${answerFolder}/${service}/${item}.yaml`;
}

/** The answers for a service, with mistakes in their files; a file with a mistake gives no answer. */
export async function readAnswers(
  workspace: Workspace,
  service: string,
): Promise<{ answers: Answer[]; problems: Problem[] }> {
  const answers: Answer[] = [];
  const problems: Problem[] = [];
  const folder = `${answerFolder}/${service}`;
  for (const name of await workspace.names(folder)) {
    if (!name.endsWith('.yaml')) continue;
    const file = `${folder}/${name}`;
    const content = await workspace.read(file);
    if (!content) continue;
    if ('problem' in content) {
      problems.push({ file, span: { start: 0, end: 0 }, message: content.message });
      continue;
    }
    const { value, problems: mistakes } = readFormat({ file, text: content.text }, answerFormat);
    problems.push(...mistakes);
    if (!value) continue;
    const { answer, reason, by, date, link, evidence } = value;
    answers.push({
      item: name.replace(/\.yaml$/, ''),
      service,
      answer,
      reason,
      by,
      date,
      ...(link === undefined ? {} : { link }),
      ...(evidence === undefined ? {} : { evidence }),
    });
  }
  return { answers, problems };
}

/**
 * Writes an answer; comments and keys of a file that is there stay.
 * Throws when the file that is there has a syntax error: a person must look before anything is lost.
 */
export async function writeAnswer(workspace: Workspace, answer: Answer): Promise<void> {
  const file = answerFile(answer.service, answer.item);
  const { answer: verdict, reason, by, date, link, evidence } = answer;
  const value = { answer: verdict, reason, by, date, link, evidence };
  await workspace.update(file, (before) => withKeys(file, before, value));
}

/** Takes an answer back. */
export async function removeAnswer(
  workspace: Workspace,
  { service, item }: { service: string; item: string },
): Promise<void> {
  await workspace.remove(answerFile(service, item));
}

/** A file's text with these keys set (`undefined` removes a key), or a new text; throws for a text with a syntax error. */
export function withKeys(file: string, before: string | undefined, value: Readonly<Record<string, unknown>>): string {
  if (before === undefined)
    return writeYamlData(Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)));
  return sound(file, before).edit(Object.entries(value).map(([key, each]) => ({ path: [key], value: each })));
}

/** A file that may be edited: a person must mend a syntax error first, so that nothing is lost. */
export function sound(file: string, text: string): YamlData {
  const data = readYamlData(text);
  if (data.errors[0])
    throw new Error(`${file} has a mistake (${data.errors[0].message}): mend it first, so that nothing in it is lost`);
  return data;
}

/** Names become file names: letters, digits, `-`, `_` and `.` only. Throws for others, so that no path leads elsewhere. */
export function checkName(name: string): void {
  if (!/^[a-z0-9][\w.-]{0,99}$/i.test(name)) throw new Error(`${name} is no name for a file of ours`);
}
