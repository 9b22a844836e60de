import type { Problem } from '../model/problem.ts';
import type { Answer, FormerAnswer } from '../model/review.ts';
import { readYamlData, writeYamlData, type YamlData } from '../syntax/yaml-data.ts';
import type { Change, FileText, Workspace } from '../workspace/workspace.ts';
import { answerFormat, most } from './formats.ts';
import { readFormat } from './read-format.ts';

export const answerFolder = '.prr/answers';

/** The file that holds the answer to an item for a service. */
export function answerFile(service: string, item: string): string {
  checkName(service);
  checkName(item);
  return `${answerFolder}/${service}/${item}.yaml`;
}

/** What a person says of an item. */
export interface AnswerChange {
  readonly service: string;
  readonly item: string;
  /** `none` takes the answer back. */
  readonly answer: Answer['answer'] | 'none';
  readonly reason: string;
  readonly by: string;
  readonly link?: string;
}

/** What people said of a service's items, as of now. */
export interface SaidOfService {
  readonly answers: readonly Answer[];
  /** By item, what was said before and has been taken back. */
  readonly withdrawn: ReadonlyMap<string, readonly FormerAnswer[]>;
  /** By item, why its file cannot be read: there may be an answer in it. */
  readonly unreadable: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/**
 * The answers for a service, with mistakes in their files; a file with a mistake gives no answer.
 * Answers under a name that the service had count where there is no file under its own.
 */
export async function readAnswers(
  workspace: Workspace,
  service: string,
  was: readonly string[] = [],
): Promise<SaidOfService> {
  const answers = new Map<string, Answer>();
  const withdrawn = new Map<string, readonly FormerAnswer[]>();
  const problems: Problem[] = [];
  const unreadable = new Map<string, string>();
  /** Items that have a file under a name before: what it says counts, or that it cannot be read. */
  const taken = new Set<string>();
  for (const name of [service, ...was]) {
    for (const { item, file, content } of await answerFiles(workspace, name)) {
      const first = !taken.has(item);
      taken.add(item);
      const { value, problems: mistakes } =
        'problem' in content
          ? { value: undefined, problems: [{ file, span: { start: 0, end: 0 }, message: content.message }] }
          : readFormat({ file, text: content.text }, answerFormat);
      problems.push(...mistakes);
      if (first && mistakes[0]) unreadable.set(item, `${file}: ${mistakes[0].message}`);
      if (!first || !value) continue;
      const history = (value.history ?? []).map(formerOf);
      if (value.answer === 'none') {
        withdrawn.set(item, history);
        continue;
      }
      const { answer, reason, by, date, link, asked, evidence, seen, owner } = value;
      answers.set(item, {
        item,
        service,
        answer,
        reason,
        by,
        date,
        ...(link === undefined ? {} : { link }),
        ...(asked === undefined ? {} : { asked }),
        ...(evidence === undefined ? {} : { evidence }),
        ...(seen === undefined ? {} : { seen }),
        ...(owner === undefined ? {} : { owner }),
        ...(history.length === 0 ? {} : { history }),
      });
    }
  }
  return { answers: [...answers.values()], withdrawn, unreadable, problems };
}

async function answerFiles(workspace: Workspace, service: string) {
  const folder = `${answerFolder}/${service}`;
  const files: { item: string; file: string; content: FileText }[] = [];
  for (const name of await workspace.names(folder)) {
    if (!name.endsWith('.yaml')) continue;
    const file = `${folder}/${name}`;
    const content = await workspace.read(file);
    if (content) files.push({ item: name.replace(/\.yaml$/, ''), file, content });
  }
  return files;
}

function formerOf(
  said: Pick<FormerAnswer, 'answer' | 'reason' | 'by' | 'date'> & {
    link?: string | undefined;
    asked?: string | undefined;
  },
): FormerAnswer {
  const { answer, reason, by, date, link, asked } = said;
  return {
    answer,
    reason,
    by,
    date,
    ...(link === undefined ? {} : { link }),
    ...(asked === undefined ? {} : { asked }),
  };
}

/** A file under a former name of a service, as it was read. */
export interface FormerFile {
  readonly file: string;
  readonly content: FileText;
}

export interface WriteOptions {
  /** The answer under a former name of the service: where there is none under its own, this one goes on with its history. */
  readonly former?: FormerFile | undefined;
}

/** Former answers that are kept, the newest; below what the format takes, as branches that are merged add theirs. */
const keptAnswers = most.history - 100;
/** Characters of former answers that are kept: a file of ours has an end. */
const keptCharacters = 256 * 1024;

/** The answer to an item under the first former name that has one. */
export async function formerAnswer(
  workspace: Workspace,
  item: string,
  was: readonly string[],
): Promise<FormerFile | undefined> {
  for (const name of was) {
    const file = answerFile(name, item);
    const content = await workspace.read(file);
    if (content) return { file, content };
  }
  return undefined;
}

/** What a new answer goes on from: the service's own file, or where there is none the one under its former name. */
function baseOf(own: Base, former: FormerFile | undefined): Base {
  if (own.before !== undefined || !former) return own;
  const { file, content } = former;
  if ('problem' in content) throw new Error(`${file} cannot be read: ${content.message}`);
  return { file, before: content.text };
}

interface Base {
  readonly file: string;
  readonly before: string | undefined;
}

/**
 * Writes an answer; the one before goes to the history, comments and keys of a file that is there stay.
 * Throws when the file that is there has a mistake, as a person must look before anything is lost, and for an answer that
 * could not be read again.
 */
export async function writeAnswer(
  workspace: Workspace,
  given: Omit<Answer, 'history'>,
  { former }: WriteOptions = {},
): Promise<Change> {
  const { answer, reason, by, date, link, asked, evidence, seen, owner } = given;
  const own = answerFile(given.service, given.item);
  return workspace.update(own, (text) => {
    const { file, before } = baseOf({ file: own, before: text }, former);
    const history = historyWith(file, before);
    return readable(
      own,
      withKeys(file, before, { answer, reason, by, date, link, asked, evidence, seen, owner, history }),
    );
  });
}

/** Takes an answer back; what was said stays in the history. Throws when there is none. */
export async function removeAnswer(
  workspace: Workspace,
  { service, item, by, date, reason }: { service: string; item: string; by: string; date: string; reason: string },
  { former }: WriteOptions = {},
): Promise<Change> {
  const own = answerFile(service, item);
  return workspace.update(own, (text) => {
    const { file, before } = baseOf({ file: own, before: text }, former);
    if (before === undefined) throw new Error(`there is no answer to ${item}`);
    const none = { answer: 'none', reason: reason || 'withdrawn', by, date, history: historyWith(file, before) };
    const gone = { link: undefined, asked: undefined, evidence: undefined, seen: undefined, owner: undefined };
    return readable(own, withKeys(file, before, { ...none, ...gone }));
  });
}

/** The history of a file with what it says now at its end; undefined where it says nothing. Throws where it has a mistake. */
function historyWith(file: string, before: string | undefined): readonly unknown[] | undefined {
  if (before === undefined || sound(file, before).value === null) return undefined;
  const { value, problems } = readFormat({ file, text: before }, answerFormat);
  if (!value) throw mistakeIn(file, problems[0]?.message ?? '');
  return newest([...(value.history ?? []), formerOf(value)]);
}

function newest(history: readonly object[]): readonly object[] {
  let left = keptCharacters;
  const first = history.findLastIndex((each) => (left -= writeYamlData({ history: [each] }).length) < 0) + 1;
  return history.slice(Math.max(first, history.length - keptAnswers));
}

/** A text of ours that can be read again; throws for another, so that nobody is locked out of what was said. */
function readable(file: string, text: string): string {
  const [mistake] = readFormat({ file, text }, answerFormat).problems;
  if (mistake) throw new Error(`not written: ${mistake.message.replace(notRead, '')}`);
  return text;
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
  if (data.errors[0]) throw mistakeIn(file, data.errors[0].message);
  return data;
}

const notRead = /^Not read: /;

function mistakeIn(file: string, message: string): Error {
  return new Error(`${file} has a mistake (${message.replace(notRead, '')}): fix it first to keep its content`);
}

/** Names become file names: letters, digits, `-`, `_` and `.` only. Throws for others, so that no path leads elsewhere. */
export function checkName(name: string): void {
  if (!isName(name)) throw new Error(`${name} is not a valid name for a file in .prr`);
}

/** A name that a file of ours may have. */
export function isName(name: string): boolean {
  return /^[a-z0-9][\w.-]{0,99}$/i.test(name);
}

/** The answers of a service that is not there: it may have another name now. */
export async function orphaned(workspace: Workspace, service: string): Promise<Problem[]> {
  const names = (await workspace.names(`${answerFolder}/${service}`)).filter((name) => name.endsWith('.yaml'));
  const message = `There is no service ${service}: if it was renamed, add was: [${service}] to its description in .prr/services`;
  return names.map((name) => ({ file: `${answerFolder}/${service}/${name}`, span: { start: 0, end: 0 }, message }));
}
