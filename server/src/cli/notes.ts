import os from 'node:os';
import path from 'node:path';
import { noteKinds, type NoteKind } from '../model/review.ts';
import type { PlacedNote } from '../review/notes/note-placements.ts';
import type { Notes } from '../review/notes/placed-notes.ts';
import { namesOf } from '../review/descriptors.ts';
import { authorIn } from '../workspace/git.ts';
import { UsageError, type Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { styled, type Style } from '../report/terminal.ts';
import { jsonText } from '../report/json-text.ts';

/** `prr notes`: reads the consultation notes of a folder, and writes to them. */
export const notes: Command = {
  name: 'notes',
  usage: '[add TEXT | reply ID TEXT | resolve ID | reopen ID]',
  summary: 'List, add, answer, resolve or reopen consultation notes',
  options: {
    in: { type: 'string', value: 'FOLDER', help: 'the folder (default: the current one)' },
    open: { type: 'boolean', help: 'list only open notes' },
    lost: { type: 'boolean', help: 'list only notes whose location is lost' },
    kind: {
      type: 'string',
      value: 'KIND',
      choices: noteKinds,
      help: `${noteKinds.join(', ')} (default for a new note: question)`,
    },
    service: { type: 'string', value: 'NAME', help: 'the service of the notes' },
    at: {
      type: 'string',
      value: 'FILE:LINE',
      help: 'the location of a new note, FILE:FIRST-LAST for several lines; without it, the note is general',
    },
    item: { type: 'string', value: 'ID', help: 'the checklist item of a new note' },
    rule: { type: 'string', value: 'ID', help: 'the rule of a new note' },
    by: { type: 'string', value: 'NAME', help: 'author (default: user.name of git)' },
    format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' },
  },
  async run(args, { installation, cwd, storage, color, logger, print, data }) {
    const [verb = 'list', ...rest] = args.positionals;
    const { root } = findTargets([args.text('in') ?? '.'], cwd);
    const core = await installation.open(root, { logger, ...(storage === undefined ? {} : { storage }) });
    // Names of files are enough to find a note again; which service a line belongs to asks for more.
    const wantsService = verb === 'add' && args.text('at') !== undefined && args.text('service') === undefined;
    await core.fill(wantsService ? {} : { named: new Set() });
    const review = await core.review();
    const show = (found: readonly PlacedNote[]) =>
      args.text('format') === 'json' ? data(json(found)) : print(text(found, { color }));
    try {
      if (verb === 'list') {
        const service = args.text('service');
        const names = service === undefined ? undefined : await namesOf(core.workspace, service);
        show(select(await review.notes(), { args, names }));
      } else {
        const by = args.text('by') ?? (await authorIn(root)) ?? os.userInfo().username;
        const written = await write(review, {
          verb,
          rest,
          args,
          by,
          file: (name) => inside(root, path.resolve(cwd, name)),
        });
        if (args.text('format') === 'json') show([written]);
        else print(`${written.note.id}\n`);
      }
    } finally {
      await core.close();
    }
    const mistakes = (await review.problems()).filter(({ file }) => file.startsWith('.prr/notes/'));
    for (const { file, message } of mistakes) logger.warn(`${file}: ${message}`);
    return 0;
  },
};

interface Writing {
  readonly verb: string;
  readonly rest: readonly string[];
  readonly args: Arguments;
  readonly by: string;
  file(name: string): string;
}

async function write(review: Notes, { verb, rest, args, by, file }: Writing): Promise<PlacedNote> {
  if (verb === 'add') {
    const words = rest.join(' ').trim();
    if (words === '') throw new UsageError('give the text: prr notes add TEXT');
    const place = args.text('at');
    const [, name, line, last] = /^(.+):(\d+)(?:-(\d+))?$/.exec(place ?? '') ?? [];
    if (place !== undefined && (name === undefined || Number(line) < 1))
      throw new UsageError(`--at must be FILE:LINE or FILE:FIRST-LAST, not ${place}`);
    const [service, item, rule] = ['service', 'item', 'rule'].map((option) => args.text(option));
    return review
      .addNote({
        kind: (args.text('kind') ?? 'question') as NoteKind,
        text: words,
        by,
        ...(name === undefined
          ? {}
          : {
              at: {
                file: file(name),
                line: Number(line) - 1,
                ...(last === undefined ? {} : { endLine: Number(last) - 1 }),
              },
            }),
        ...(service === undefined ? {} : { service }),
        ...(item === undefined ? {} : { item }),
        ...(rule === undefined ? {} : { rule }),
      })
      .catch(asUsage);
  }
  const [part, ...words] = rest;
  if (!['reply', 'resolve', 'reopen'].includes(verb))
    throw new UsageError(`prr notes has no command ${verb}; see prr notes --help`);
  if (part === undefined) throw new UsageError(`give the ID: prr notes ${verb} ID`);
  // A whole id needs no look at all notes, of which one may be written just now.
  const id = /^\d{4}-\d{2}-\d{2}-[0-9a-f]{8}$/.test(part) ? part : theOne(await review.notes(), part).note.id;
  if (verb === 'reply') {
    if (words.join('').trim() === '') throw new UsageError(`give the text: prr notes reply ${part} TEXT`);
    await review.changeNote(id, { change: 'reply', by, text: words.join(' ').trim() }).catch(asUsage);
  } else await review.changeNote(id, { change: verb === 'resolve' ? 'resolve' : 'reopen', by }).catch(asUsage);
  const written = await review.note(id);
  if (!written) throw new UsageError(`note ${id} was written, but its file has a mistake and cannot be read`);
  return written;
}

/** A note by its id or an end of it, as long as only one has it. */
function theOne(all: readonly PlacedNote[], part: string): PlacedNote {
  const exact = all.filter(({ note }) => note.id === part);
  const found = exact.length > 0 ? exact : all.filter(({ note: { id } }) => id.startsWith(part) || id.endsWith(part));
  const [only, second] = found;
  if (!only) throw new UsageError(`there is no note ${part}; prr notes lists them`);
  if (second)
    throw new UsageError(`${found.length} IDs contain ${part}: ${found.map(({ note }) => note.id).join(', ')}`);
  return only;
}

function asUsage(error: unknown): never {
  throw new UsageError(error instanceof Error ? error.message : String(error));
}

function inside(root: string, full: string): string {
  const inner = path.relative(root, full).split(path.sep).join('/');
  if (inner.startsWith('..') || path.isAbsolute(inner)) throw new UsageError(`${full} is outside ${root}`);
  return inner;
}

function select(
  all: readonly PlacedNote[],
  { args, names }: { args: Arguments; names: readonly string[] | undefined },
): PlacedNote[] {
  const kind = args.text('kind');
  return all.filter(
    ({ note, placement }) =>
      (!args.flag('open') || note.state === 'open') &&
      (!args.flag('lost') || placement?.state === 'lost') &&
      (kind === undefined || note.kind === kind) &&
      (names === undefined || (note.service !== undefined && names.includes(note.service))),
  );
}

function text(all: readonly PlacedNote[], { color }: { color: boolean }): string {
  const style = (format: Style, words: string) => styled(format, words, { color });
  const blocks = all.map((placed) => {
    const { note } = placed;
    const about = [note.service, note.item, note.finding?.rule].filter((each) => each !== undefined).join(', ');
    const state = note.state === 'resolved' ? ' (resolved)' : '';
    return [
      `${style('bold', note.kind)}${state}  ${placeOf(placed)}${about === '' ? '' : `  ${about}`}  ${style('dim', note.id)}`,
      ...note.comments.flatMap(({ by, at, text: words }) => [
        style('dim', `  ${by}, ${at.slice(0, 10)}`),
        ...words.split('\n').map((line) => `    ${line}`),
      ]),
      '',
    ].join('\n');
  });
  const open = all.filter(({ note }) => note.state === 'open').length;
  const count = all.length === 0 ? 'No notes.' : `${all.length} ${all.length === 1 ? 'note' : 'notes'}, ${open} open.`;
  return `${blocks.join('\n')}${blocks.length > 0 ? '\n' : ''}${count}\n`;
}

function placeOf({ note: { anchor }, placement }: PlacedNote): string {
  if (!anchor || !placement) return 'general';
  if (placement.state === 'placed') {
    const { line, endLine } = placement;
    return `${anchor.file}:${line + 1}${endLine > line ? `-${endLine + 1}` : ''}`;
  }
  const near = placement.near === undefined ? '' : `, perhaps at line ${placement.near + 1}`;
  return `${anchor.file} (location lost: ${placement.reason}${near})`;
}

function json(all: readonly PlacedNote[]): string {
  const value = all.map(
    ({ note: { id, kind, state, service, item, finding, comments, changes, anchor }, placement }) => ({
      id,
      kind,
      state,
      service,
      item,
      rule: finding?.rule,
      comments,
      changes,
      ...(anchor
        ? {
            file: anchor.file,
            place:
              placement?.state === 'placed'
                ? { line: placement.line + 1, edited: placement.edited === true }
                : { lost: placement?.reason, ...(placement?.near === undefined ? {} : { near: placement.near + 1 }) },
          }
        : {}),
    }),
  );
  return jsonText(value);
}
