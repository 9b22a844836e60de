import { spawn } from 'node:child_process';
import { mkdirSync, watch } from 'node:fs';
import path from 'node:path';
import { method } from '../../server/src/protocol.ts';
import type { NoteView, RemovedNoteView } from '../../server/src/protocol/notes.ts';
import { root } from '../analyse.ts';
import { connect } from '../server/connect.ts';
import { service } from './ledger.ts';
import { leftovers, type Round, type Victim } from './rounds.ts';
import { items, type Writer } from './writings.ts';

/** Folders that are written to: a first sign of a change there is a good moment to kill. */
const watched = [
  '.prr',
  '.prr/answers',
  `.prr/answers/${service}`,
  '.prr/notes',
  '.prr/services',
  `.prr/exports/${service}`,
];

/** Calls back at the first change of a file of ours, or after a time; once. */
function atSomeMoment({ folder, chance }: Victim, { most }: { most: number }, kill: () => void): () => void {
  const closers: (() => void)[] = [];
  const close = () => closers.splice(0).forEach((each) => each());
  let killed = false;
  const once = (delay: number) => {
    if (killed) return;
    killed = true;
    const timer = setTimeout(kill, delay);
    closers.push(() => clearTimeout(timer));
  };
  if (chance.is(0.7)) {
    // Locks come first, then the file: the moments between take a millisecond or so.
    const delay = chance.below(4);
    for (const name of watched) {
      mkdirSync(path.join(folder, name), { recursive: true });
      const watcher = watch(path.join(folder, name), () => (delay === 0 ? ((killed = true), kill()) : once(delay)));
      closers.push(() => watcher.close());
    }
  } else once(chance.below(most));
  return close;
}

interface Attempt {
  readonly thing: string;
  readonly value: string | undefined;
}

function noteOf({ notes }: Writer, { chance }: Victim): string | undefined {
  return chance.of([...notes.keys(), undefined]);
}

/** How long a command took that nobody killed, in milliseconds; the first is guessed. */
let usual = 600;

/** `kill -9` of a command that writes. */
export const killCommand: Round = async (victim) => {
  const { folder, chance, ledger, writers } = victim;
  const [writer] = writers;
  const word = ledger.word();
  const note = noteOf(writer, victim);
  const item = chance.of(items);
  const by = ['--by', 'Ada'];
  const commands: (readonly [Attempt, ...string[]])[] = [
    [{ thing: word, value: word }, 'answer', service, item, 'yes', '--reason', word, ...by],
    [{ thing: word, value: word }, 'notes', 'add', word, ...by],
    [{ thing: word, value: word }, 'engage', 'trend.meet', `minutes=${word}`, '--service', service, ...by],
    [{ thing: `state of ${service}`, value: undefined }, 'summary', '--record', '--output', `${word}.md`],
  ];
  if (note !== undefined) {
    commands.push([{ thing: `${note} ${word}`, value: word }, 'notes', 'reply', note, word, ...by]);
    commands.push([{ thing: `state of ${note}`, value: undefined }, 'notes', 'resolve', note, ...by]);
    commands.push([{ thing: `state of ${note}`, value: undefined }, 'notes', 'reopen', note, ...by]);
  }
  const [{ thing, value }, ...args] = chance.of(commands);
  ledger.begin(thing, value);
  if (args[1] === 'reply' && note !== undefined) writer.notes.get(note)?.push(thing);
  // Compiled code has no room on the full disk, and nothing of people is in it.
  const env = { ...process.env, XDG_CACHE_HOME: path.join(folder, '.cache'), PRR_CODE_CACHE: '' };
  const child = spawn(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  child.stdout.resume();
  const begun = performance.now();
  const end = atSomeMoment(victim, { most: usual * 1.2 }, () => child.kill('SIGKILL'));
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  end();
  const wrong: string[] = [];
  if (code === 0) {
    usual = performance.now() - begun;
    ledger.acknowledged(thing, value);
    wrong.push(...leftovers(folder));
  } else if (code !== null) wrong.push(`prr ${args.join(' ')} ended with ${code}: ${said}`);
  return [...wrong, ...(await ledger.check(folder))];
};

/** `kill -9` of the language server while requests are on their way. */
export const killServer: Round = async (victim) => {
  const { folder, chance, ledger, writers } = victim;
  const session = await connect({}, { on: folder, commands: true });
  const { connection } = session;
  const wrong: string[] = [];
  let alive = true;
  const gone = new Promise<void>((resolve) => session.process.once('exit', () => resolve()));
  void gone.then(() => (alive = false));
  /** Resolves with an answer; never when the server is gone before. */
  const send = async <T>(name: string, params: unknown): Promise<T> => {
    const dead = gone.then(() => Promise.reject(new Error('the server is gone')));
    return Promise.race([connection.sendRequest<T>(name, params), dead]);
  };
  const write = async (writer: Writer): Promise<void> => {
    const word = ledger.word();
    const note = noteOf(writer, victim);
    const by = 'Ada';
    const step = async (thing: string, name: string, params: unknown) => {
      ledger.begin(thing, word);
      await send(name, params);
      ledger.acknowledged(thing, word);
    };
    switch (chance.below(8)) {
      case 0:
        return step(word, method.answer, { service, item: chance.of(items), answer: 'yes', reason: word, by });
      case 1:
        return step(writer.field, method.describe, { service, fields: { [writer.field]: word } });
      case 2:
        return step(word, method.act, { service, action: 'trend.meet', values: { minutes: word }, by });
      case 3:
        return step(word, method.draftPage, { title: word, text: word, by });
      case 4:
        await send(method.recordExport, { service });
        return;
      case 5:
        if (note === undefined) break;
        writer.notes.get(note)?.push(`${note} ${word}`);
        return step(`${note} ${word}`, method.changeNote, { id: note, change: 'reply', by, text: word });
      case 6: {
        if (note === undefined) break;
        const things = (writer.notes.get(note) ?? []).map((thing) => ({ thing, value: ledger.value(thing) }));
        writer.notes.delete(note);
        for (const { thing } of things) ledger.begin(thing, undefined);
        const removed = await send<RemovedNoteView>(method.removeNote, { id: note });
        for (const { thing } of things) ledger.acknowledged(thing, undefined);
        for (const { thing, value } of things) ledger.begin(thing, value);
        await send(method.restoreNote, removed);
        for (const { thing, value } of things) ledger.acknowledged(thing, value);
        writer.notes.set(
          note,
          things.map(({ thing }) => thing),
        );
        return;
      }
    }
    ledger.begin(word, word);
    const { id } = await send<NoteView>(method.addNote, { kind: 'question', text: word, by });
    ledger.acknowledged(word, undefined);
    ledger.acknowledged(`${id} 0`, word);
    writer.notes.set(id, [`${id} 0`]);
  };
  await session.ready();
  const end = atSomeMoment(victim, { most: 150 }, () => session.process.kill('SIGKILL'));
  await Promise.all(
    writers.map(async (writer) => {
      for (let time = 0; time < 20 && alive; time++) {
        await write(writer).catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          if (alive && !/gone|closed|destroyed|EPIPE|write after end/i.test(message)) wrong.push(message);
        });
      }
    }),
  );
  session.process.kill('SIGKILL');
  await gone;
  end();
  connection.dispose();
  return [...wrong, ...(await ledger.check(folder))];
};
