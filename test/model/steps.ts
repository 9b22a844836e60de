import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { method, type ServiceView } from '../../server/src/protocol.ts';
import { malformed } from './malformed.ts';
import { randomOf, type Random } from './random.ts';
import type { Session } from './session.ts';
import { base, folders, textFor, typed, universe } from './world.ts';

/** One thing that a person, git or a program does. What it does it to follows from its seed and from what is there. */
export interface Step {
  readonly kind: StepKind;
  readonly seed: number;
}

/** What the model does, with how often it does it. */
const weights = {
  edit: 60,
  open: 10,
  close: 5,
  language: 3,
  save: 5,
  write: 6,
  remove: 3,
  rename: 2,
  renameFolder: 2,
  removeFolder: 1,
  checkout: 1,
  ignore: 2,
  team: 4,
  settings: 1,
  request: 4,
  cancelled: 3,
  malformed: 3,
  act: 1,
  tell: 4,
} as const;

export type StepKind = keyof typeof weights;
const kinds = Object.keys(weights) as StepKind[];
const total = Object.values(weights).reduce((sum, each) => sum + each, 0);

/** A step by chance. */
export function stepBy(random: Random): Step {
  let left = random.next() * total;
  const kind = kinds.find((each) => (left -= weights[each]) < 0) ?? 'edit';
  return { kind, seed: random.seed() };
}

/** What the editor and the disk are, apart from the server. */
export interface Desk {
  readonly folder: string;
  readonly open: Map<string, TextDocument>;
  /** Settings of the editor. */
  settings: unknown;
  /** Changes on disk that the editor has not told yet. */
  readonly untold: { file: string; type: 1 | 2 | 3 }[];
  /** Answers that nobody waits for yet. */
  readonly awaited: Promise<unknown>[];
  /** What was done, a line a step, for those who read a divergence. */
  readonly story: string[];
  edits: number;
}

/** An editor on a folder with the files of the start. */
export function openDesk(folder: string): Desk {
  for (const [file, text] of base) write(folder, file, text);
  return { folder, open: new Map(), settings: {}, untold: [], awaited: [], story: [], edits: 0 };
}

function write(folder: string, file: string, text: string): boolean {
  const full = path.join(folder, file);
  try {
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    return true;
  } catch {
    // A file is where its folder should be, or the other way round.
    return false;
  }
}

/** Tells the server what has changed on disk: at once or one by one, in any order, some of it twice. */
export function tellChanges(desk: Desk, session: Session, random: Random): void {
  const { folder, untold } = desk;
  const events = random.shuffled([...untold, ...untold.filter(() => random.chance(0.1))]);
  untold.length = 0;
  if (events.length > 0) desk.story.push(`told of ${events.map(({ file, type }) => `${file} ${type}`).join(', ')}`);
  const uriOf = (file: string) => pathToFileURL(path.join(folder, file)).toString();
  while (events.length > 0) {
    const some = events.splice(0, random.chance(0.5) ? events.length : 1 + random.below(4));
    session.notify('workspace/didChangeWatchedFiles', {
      changes: some.map(({ file, type }) => ({ uri: uriOf(file), type })),
    });
  }
}

/** Does a step; nothing where there is nothing to do it to. */
export async function take({ kind, seed }: Step, desk: Desk, session: Session): Promise<void> {
  const random = randomOf(seed);
  const { folder, open, untold } = desk;
  const uriOf = (file: string) => pathToFileURL(path.join(folder, file)).toString();
  const isThere = (file: string) => existsSync(path.join(folder, file));
  const isFile = (file: string) => isThere(file) && statSync(path.join(folder, file)).isFile();
  const tell = (...words: readonly string[]) => void desk.story.push(words.join(' '));
  const changed = (file: string, type: 1 | 2 | 3) => {
    untold.push({ file, type });
    tell(
      ['created', 'changed', 'removed'][type - 1] ?? '',
      file,
      isFile(file) ? JSON.stringify(readFileSync(path.join(folder, file), 'utf8').slice(0, 200)) : '',
    );
    if (random.chance(0.7)) tellChanges(desk, session, random);
  };
  const writeFile = (file: string, text: string) => {
    const type = isThere(file) ? 2 : 1;
    if (write(folder, file, text)) changed(file, type);
  };
  const openFile = (file: string, text: string) => {
    const document = TextDocument.create(uriOf(file), 'plaintext', 1, text);
    open.set(file, document);
    tell(
      'opened',
      file,
      isFile(file) && readFileSync(path.join(folder, file), 'utf8') === text
        ? 'as on disk'
        : JSON.stringify(text.slice(0, 200)),
    );
    session.notify('textDocument/didOpen', {
      textDocument: { uri: document.uri, languageId: 'plaintext', version: 1, text },
    });
  };
  const closeFile = (file: string) => {
    open.delete(file);
    tell('closed', file);
    session.notify('textDocument/didClose', { textDocument: { uri: uriOf(file) } });
  };
  const anyOpen = () => (open.size === 0 ? undefined : random.pick([...open.keys()].sort()));
  const rename = (from: string, to: string) => {
    if (isThere(to) || !isThere(from) || `${to}/`.startsWith(`${from}/`)) return;
    try {
      mkdirSync(path.join(folder, path.dirname(to)), { recursive: true });
      renameSync(path.join(folder, from), path.join(folder, to));
    } catch {
      return;
    }
    untold.push({ file: from, type: 3 });
    changed(to, 1);
  };

  switch (kind) {
    case 'edit': {
      const file = anyOpen();
      const document = file === undefined ? undefined : open.get(file);
      if (!document) return;
      for (let count = random.chance(0.5) ? 1 : 1 + random.below(60); count > 0; count--) {
        desk.edits++;
        const contentChanges = [];
        for (let changes = random.chance(0.85) ? 1 : 2 + random.below(3); changes > 0; changes--) {
          const text = document.getText();
          const change =
            random.chance(0.03) || text.length > 12_000
              ? { text: text.length > 12_000 ? (base.get(file ?? '') ?? '') : textFor(file ?? '', random) }
              : editOf(document, random);
          contentChanges.push(change);
          TextDocument.update(document, [change], document.version + 1);
        }
        const { uri, version } = document;
        tell('edited', file ?? '', JSON.stringify(contentChanges).slice(0, 300));
        session.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
      }
      return;
    }
    case 'open': {
      const file = random.pick(universe);
      if (open.has(file) || open.size >= 8) return;
      openFile(
        file,
        isFile(file) && random.chance(0.8) ? readFileSync(path.join(folder, file), 'utf8') : textFor(file, random),
      );
      return;
    }
    case 'close': {
      const file = anyOpen();
      if (file !== undefined) closeFile(file);
      return;
    }
    case 'language': {
      const file = anyOpen();
      const text = file === undefined ? undefined : open.get(file)?.getText();
      if (file === undefined || text === undefined) return;
      closeFile(file);
      openFile(file, text);
      return;
    }
    case 'save': {
      const file = anyOpen();
      if (file === undefined) return;
      writeFile(file, open.get(file)?.getText() ?? '');
      session.notify('textDocument/didSave', { textDocument: { uri: uriOf(file) } });
      return;
    }
    case 'write': {
      const file = random.pick(universe);
      return writeFile(file, textFor(file, random));
    }
    case 'remove': {
      const file = random.pick(universe);
      if (!isFile(file)) return;
      rmSync(path.join(folder, file));
      return changed(file, 3);
    }
    case 'rename': {
      const from = random.pick(universe);
      return rename(
        from,
        random.chance(0.5)
          ? random.pick(universe)
          : `${path.posix.dirname(from)}/renamed-${path.posix.basename(from)}`.replace(/^\.\//, ''),
      );
    }
    case 'renameFolder': {
      const from = random.pick(folders);
      const to = random.pick([`${from}-2`, `moved/${from}`, `vendor/${from}`, ...folders]);
      return random.chance(0.5) ? rename(from, to) : rename(to, from);
    }
    case 'removeFolder': {
      const gone = random.pick([...folders, 'moved', 'vendor']);
      if (!isThere(gone)) return;
      rmSync(path.join(folder, gone), { recursive: true });
      return changed(gone, 3);
    }
    case 'checkout': {
      const start = random.chance(0.6);
      for (const file of universe) {
        if (random.chance(0.5)) continue;
        const text = base.get(file);
        if ((start ? text === undefined : random.chance(0.3)) && isFile(file)) {
          rmSync(path.join(folder, file));
          untold.push({ file, type: 3 });
        } else if (!start || text !== undefined) {
          const type = isThere(file) ? 2 : 1;
          if (write(folder, file, start && text !== undefined ? text : textFor(file, random)))
            untold.push({ file, type });
        }
      }
      tell('checkout:', untold.map(({ file, type }) => `${['+', '~', '-'][type - 1] ?? ''}${file}`).join(' '));
      // Sometimes git takes long, and the editor tells of the folder alone.
      if (random.chance(0.3)) untold.push(...folders.filter(isThere).map((file) => ({ file, type: 1 as const })));
      if (random.chance(0.7)) tellChanges(desk, session, random);
      return;
    }
    case 'ignore': {
      const file = random.pick(['.gitignore', '.prrignore', 'frontend/.gitignore']);
      if (random.chance(0.7)) return writeFile(file, textFor(file, random));
      if (!isFile(file)) return;
      rmSync(path.join(folder, file));
      return changed(file, 3);
    }
    case 'team': {
      const file = random.pick(universe.filter((each) => each.startsWith('.prr/')));
      return writeFile(file, textFor(file, random));
    }
    case 'settings':
      desk.settings = random.pick([
        {},
        { rules: { 'outbound-call-timeout': 'off' } },
        { rules: { 'outbound-call-timeout': 'hint' }, everything: true },
        { exclude: ['search/**', 'second'] },
        { guideFolders: ['docs'] },
        { alertLabels: ['owner'] },
        { rules: 5, nonsense: true },
      ]);
      tell('settings', JSON.stringify(desk.settings));
      return session.notify('workspace/didChangeConfiguration', { settings: {} });
    case 'request':
    case 'cancelled': {
      const [name, params] = requestBy(random, uriOf);
      tell(kind, name);
      desk.awaited.push(ask(session, { name, params, cancel: kind === 'cancelled', random }));
      if (random.chance(0.3)) await desk.awaited.at(-1);
      return;
    }
    case 'malformed': {
      const message = malformed(random, uriOf(random.pick(universe)));
      tell('malformed', message.name, JSON.stringify(message.params)?.slice(0, 200) ?? '');
      if (message.kind === 'notification') session.notify(message.name, message.params);
      else desk.awaited.push(session.connection.sendRequest(message.name, message.params as object).catch(() => {}));
      return;
    }
    case 'act': {
      await act(desk, session, random);
      for (const file of filesBelow(folder, '.prr')) untold.push({ file, type: 2 });
      return tellChanges(desk, session, random);
    }
    case 'tell':
      return tellChanges(desk, session, random);
  }
}

/** One replacement in a text, as an editor sends it. */
function editOf(document: TextDocument, random: Random) {
  const text = document.getText();
  const start = random.below(text.length + 1);
  const removed = random.chance(0.5) ? 0 : random.chance(0.7) ? random.below(12) : random.below(300);
  const end = Math.min(text.length, start + removed);
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  if (random.chance(0.02)) range.end = { line: range.end.line, character: 100_000 };
  if (random.chance(0.02)) range.end = { line: 1_000_000, character: 3 };
  return { range, text: random.chance(0.25) ? '' : typed(random) };
}

function requestBy(random: Random, uriOf: (file: string) => string): [string, object] {
  const textDocument = { uri: uriOf(random.pick(universe)) };
  const position = { line: random.below(60), character: random.below(40) };
  const service = random.pick(['frontend', 'search', 'second', 'indexer', 'none']);
  return random.pick<[string, object]>([
    ['textDocument/diagnostic', { textDocument }],
    ['textDocument/hover', { textDocument, position }],
    ['textDocument/codeLens', { textDocument }],
    ['textDocument/references', { textDocument, position, context: { includeDeclaration: true } }],
    [
      'textDocument/codeAction',
      { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } },
    ],
    ['workspace/diagnostic', { previousResultIds: [] }],
    [method.checklist, { service }],
    [method.notes, {}],
    [method.status, {}],
    [method.overview, { service }],
    [method.engagement, { service }],
    [method.guideSearch, { query: 'timeout' }],
  ]);
}

interface Asked {
  readonly name: string;
  readonly params: object;
  readonly cancel: boolean;
  readonly random: Random;
}

/** Asks for what somebody may look at meanwhile; what is answered then is not kept. */
async function ask(session: Session, { name, params, cancel, random }: Asked): Promise<void> {
  // A pull that the model does not keep would make the next report an unchanged one: the editor asks in one place.
  if (name === 'workspace/diagnostic' && !cancel) return;
  const { CancellationTokenSource } = await import('vscode-languageserver/node');
  const source = new CancellationTokenSource();
  const answer = session.connection.sendRequest(name, params, source.token).catch((error: { code?: number }) => {
    // -32800: cancelled. Anything else is said by the server itself, in its log.
    if (!cancel && error.code === -32800) throw new Error(`${name} was cancelled by nobody`);
  });
  if (cancel) {
    if (random.chance(0.5)) await new Promise((resolve) => setTimeout(resolve, random.below(5)));
    source.cancel();
  }
  await answer;
}

/** Somebody says something in a form of ours. */
async function act(desk: Desk, session: Session, random: Random): Promise<void> {
  const services = await session.request<ServiceView[]>(method.services);
  const service = services.length === 0 ? 'none' : random.pick(services).name;
  const file = random.pick(universe);
  const uri = pathToFileURL(path.join(desk.folder, file)).toString();
  const by = random.pick(['Ada', 'Ben']);
  const item = random.pick(['em-owner', 'dep-timeouts', 'mon-slo', 'cap-load-test']);
  const [name, params] = random.pick<[string, object]>([
    [method.answer, { service, item, answer: random.pick(['yes', 'no', 'not-applicable', 'none']), reason: 'so', by }],
    [method.describe, { service, fields: { tier: random.pick([1, 2, 3, null]), owner: random.pick(['Ada', null]) } }],
    [method.addNote, { kind: 'risk', text: 'Who restarts it?', by, uri, line: random.below(20) }],
    [method.draftDescriptor, { service }],
    [method.act, { service, action: 'state.set', values: { state: 'training' }, by }],
  ]);
  desk.story.push(`asked ${name} ${JSON.stringify(params)}`);
  await session.request(name, params).catch(() => {});
}

function filesBelow(root: string, folder: string): string[] {
  const full = path.join(root, folder);
  if (!existsSync(full) || !statSync(full).isDirectory()) return [];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
