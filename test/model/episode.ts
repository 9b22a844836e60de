import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomOf } from './random.ts';
import { openProcess, openSession, type Session } from './session.ts';
import { openDesk, stepBy, take, tellChanges, type Desk, type Step } from './steps.ts';
import { difference, lookAt, openProblems } from './views.ts';
import { universe } from './world.ts';

/** The steps between two looks. */
export type Batch = readonly Step[];

/** What becomes of the steps of a seed. */
export interface Outcome {
  readonly edits: number;
  readonly steps: number;
  readonly looks: number;
  /** Where the server differed from a fresh one, in words. */
  readonly divergence?: string;
  /** What was done, a line a step; of a divergence. */
  readonly story?: readonly string[];
}

export interface LiveOptions {
  /** Also compares with a server in a process of its own at the end; it must have been built. */
  readonly withProcess?: boolean;
  /** The server does not hear of changes on disk: the model must see what becomes of that. */
  readonly deaf?: boolean;
}

/** The batches of a seed: the first begins before the workspace has been read. */
export function batchesOf(seed: number, count: number): Batch[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => {
    const length = random.chance(0.3) ? 1 + random.below(6) : 10 + random.below(50);
    return Array.from({ length }, () => stepBy(random));
  });
}

/** Lives through batches in one server, and compares it with a fresh one after each. */
export async function live(
  seed: number,
  batches: readonly Batch[],
  { withProcess = false, deaf = false }: LiveOptions = {},
): Promise<Outcome> {
  const random = randomOf(seed ^ 0x5bd1e995);
  const home = mkdtempSync(path.join(os.tmpdir(), 'prr-model-'));
  const desk = openDesk(path.join(home, 'shakespeare'));
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', onRejection);
  const options = { folder: desk.folder, settings: () => desk.settings, realClock: withProcess };
  let session: Session | undefined;
  let steps = 0;
  let looks = 0;
  const done = (divergence?: string): Outcome => ({
    edits: desk.edits,
    steps,
    looks,
    ...(divergence === undefined ? {} : { divergence, story: desk.story }),
  });
  try {
    const slow = random.chance(0.6) ? { slow: randomOf(random.seed()) } : {};
    session = await openSession({ ...options, ...slow, storage: path.join(home, 'cache') });
    const { notify } = session;
    if (deaf)
      session = {
        ...session,
        notify: (name, params) => {
          if (name !== 'workspace/didChangeWatchedFiles') notify(name, params);
        },
      };
    const problems = openProblems(session);
    for (const batch of batches) {
      desk.story.push(`-- ${batch.length} steps`);
      for (const step of batch) {
        steps++;
        await take(step, desk, session);
      }
      tellChanges(desk, session, random);
      await Promise.all(desk.awaited.splice(0));
      const looking = { folder: desk.folder, files: toLookAt(desk, random.seed()), deep: looks % 4 === 3 };
      const now = await lookAt(session, problems, looking);
      looks++;
      const isOther = withProcess && looks === batches.length;
      const fresh = await (isOther ? openProcess(options) : openSession(options));
      openDocuments(fresh, desk);
      const expected = await lookAt(fresh, openProblems(fresh), looking);
      await fresh.close();
      const differs = difference(now, expected);
      if (differs !== undefined) return done(differs);
      if (rejections.length > 0) return done(`nobody waited for this: ${String((rejections[0] as Error)?.stack)}`);
      const failed = session.log.find((message) => / failed: /.test(message) && !isOfMalformed(message));
      if (failed !== undefined) return done(`the server logged: ${failed}`);
    }
    return done();
  } catch (error) {
    return done(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await session?.close().catch(() => {});
    process.off('unhandledRejection', onRejection);
    rmSync(home, { recursive: true, force: true });
  }
}

/** Opens the same documents in another server. */
function openDocuments(session: Session, { folder, open }: Desk): void {
  for (const [file, document] of [...open].sort(([a], [b]) => (a < b ? -1 : 1))) {
    session.notify('textDocument/didOpen', {
      textDocument: {
        uri: pathToFileURL(path.join(folder, file)).toString(),
        languageId: 'plaintext',
        version: 1,
        text: document.getText(),
      },
    });
  }
}

function toLookAt({ open }: Desk, seed: number): string[] {
  const random = randomOf(seed);
  return [...new Set([...open.keys(), random.pick(universe), random.pick(universe)])].sort();
}

/** Handlers say that a malformed request has no such field; that is what they should do. */
function isOfMalformed(message: string): boolean {
  return /TypeError|there is no service|is not iterable|Cannot (read|destructure)|is not a function|must be of type|ERR_INVALID/.test(
    message,
  );
}
