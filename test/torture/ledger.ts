import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openSaid } from '../../server/src/engagement/kit/said.ts';
import { readAnswers } from '../../server/src/review/answers.ts';
import { readDescriptors } from '../../server/src/review/descriptors.ts';
import { readExports } from '../../server/src/review/exports.ts';
import { readNotes } from '../../server/src/review/notes/notes.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';

export const service = 'web';

/** Something that was written, as the words by which it is found again; undefined for nothing. */
type Value = string | undefined;

/** What was acknowledged, and what may be there as well since its writer was stopped. */
export interface Ledger {
  /** Words that nobody wrote before. */
  word(): string;
  /** A change of a thing begins, which is undefined before the first: until it is acknowledged, both may be there. */
  begin(thing: string, value: Value): void;
  acknowledged(thing: string, value: Value): void;
  /** What a thing is now, where nothing is under way. */
  value(thing: string): Value;
  /** It was refused in words: what was there before must be there. */
  refused(thing: string): void;
  /** What is wrong with a folder's `.prr`; what is there then is what counts from now on. */
  check(folder: string): Promise<string[]>;
}

const words = /\bword[0-9]+x\b/g;

export function openLedger(): Ledger {
  const things = new Map<string, Value[]>();
  let count = 0;
  return {
    word: () => `word${++count}x`,
    begin: (thing, value) => void things.set(thing, [...(things.get(thing) ?? [undefined]), value]),
    acknowledged: (thing, value) => void things.set(thing, [value]),
    value: (thing) => things.get(thing)?.[0],
    refused: (thing) => void things.set(thing, (things.get(thing) ?? [undefined]).slice(0, 1)),
    async check(folder) {
      const found = await faultsOf(folder);
      const there = new Map(
        filesOf(folder).flatMap(({ file, text }) => (text.match(words) ?? []).map((word) => [word, file])),
      );
      for (const [thing, values] of things) {
        const seen = values.filter((value) => value !== undefined && there.has(value));
        if (seen.length > 0) things.set(thing, [seen.at(-1)]);
        else if (values.includes(undefined)) things.set(thing, [undefined]);
        else found.push(`${thing}: ${values.join(' or ')} was acknowledged and is not there`);
      }
      // What was removed, and acknowledged as such, does not come back.
      const known = new Set([...things.values()].flat());
      for (const [word, file] of there) if (!known.has(word)) found.push(`${word} is there again, or still: ${file}`);
      return found;
    },
  };
}

interface Written {
  readonly file: string;
  readonly text: string;
}

function filesOf(folder: string): Written[] {
  return readdirSync(path.join(folder, '.prr'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(tmp|lock)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

/** Files that are half or cannot be read, and what is left of killed processes after the next start. */
async function faultsOf(folder: string): Promise<string[]> {
  const workspace = openDisk(folder);
  await workspace.tidy?.('.prr');
  const left = readdirSync(path.join(folder, '.prr'), { recursive: true, encoding: 'utf8' });
  const faults = left.filter((name) => /\.(tmp|lock)$/.test(name)).map((name) => `${name} was left`);
  for (const { file, text } of filesOf(folder)) if (text.trim() === '') faults.push(`${file} is empty`);
  const problems = [
    ...(await readNotes(workspace)).problems,
    ...(await readAnswers(workspace, service)).problems,
    ...(await readDescriptors(workspace)).problems,
    ...(await readExports(workspace, [service])).problems,
    ...(await openSaid(workspace, new Date().toISOString().slice(0, 10)).of(service)).problems,
  ];
  return [...faults, ...problems.map(({ file, message }) => `${file}: ${message}`)];
}
