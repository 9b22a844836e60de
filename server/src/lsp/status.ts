import { foldFindings } from '../index/folding.ts';
import { method, type StatusView, type SuppressionView } from '../protocol.ts';
import type { Readiness } from '../service.ts';
import { maxFolderDepth, maxVirtualFiles, roleWords } from '../workspace/policy.ts';
import { locatorOf, type Context } from './context.ts';
import { serviceViews } from './services.ts';
import { openShown } from '../report/shown.ts';
import { say } from '../words/say.ts';

/** How far the reading is, what was left out, and which services there are. */
export function registerStatus(context: Context): void {
  const none: StatusView = {
    state: 'starting',
    done: 0,
    total: 0,
    files: 0,
    findings: 0,
    services: 0,
    leftOut: [],
    problems: [],
  };
  context.connection.onRequest(
    method.status,
    context.guard('status', none, async (): Promise<StatusView> => {
      const views = await Promise.all(
        (await context.cores()).map(async ({ core }): Promise<StatusView> => {
          const status = core.status();
          const leftOut = [...status.leftOut]
            .sort((a, b) => b[1] - a[1])
            .map(([role, count]) => `${count} ${roleWords[role]}`);
          const ready = status.state === 'ready';
          return {
            state: status.state,
            done: status.done,
            total: status.total,
            files: status.files,
            ...(ready ? await counts(core) : { findings: 0 }),
            ...(status.newSince === undefined ? {} : { newSince: status.newSince }),
            services: ready ? core.services().length : 0,
            leftOut,
            unread: [...unreadFiles(core)],
            ...(status.failure === undefined ? {} : { failure: status.failure }),
            problems: [...core.problems(), ...(await (await core.review()).problems())].map(
              (problem) => `${problem.file}: ${problem.message}`,
            ),
          };
        }),
      );
      return views.length === 0 ? none : views.reduce(combine);
    }),
  );
  context.connection.onRequest(
    method.suppressions,
    context.guard('suppressions', [], async (): Promise<SuppressionView[]> => {
      const views: SuppressionView[] = [];
      for (const { folder, core } of await context.cores()) {
        const at = locatorOf(folder, core);
        for (const { file, span, ...rest } of core.suppressions()) {
          views.push({ at: await at.view({ file, span }), ...rest });
        }
      }
      return views;
    }),
  );
  context.connection.onRequest(
    method.services,
    context.guard('services', [], () => serviceViews(context)),
  );
}

/** Findings that are shown, and those of files that are not deployed. */
async function counts(core: Readiness): Promise<Pick<StatusView, 'findings' | 'notDeployed'>> {
  const open = await core.newOnly((await core.allFindings()).filter(({ suppressed }) => !suppressed));
  const isShown = openShown(core);
  const findings = foldFindings(open.filter(({ file }) => isShown(file))).length;
  const notDeployed = foldFindings(open.filter(({ file }) => !isShown(file))).length;
  return { findings, ...(notDeployed > 0 ? { notDeployed } : {}) };
}

const order: readonly StatusView['state'][] = ['failed', 'starting', 'reading', 'ready'];

/** Several folders as one: the least advanced state counts. */
function combine(a: StatusView, b: StatusView): StatusView {
  return {
    state: order.indexOf(a.state) < order.indexOf(b.state) ? a.state : b.state,
    done: a.done + b.done,
    total: a.total + b.total,
    files: a.files + b.files,
    findings: a.findings + b.findings,
    ...(a.notDeployed || b.notDeployed ? { notDeployed: (a.notDeployed ?? 0) + (b.notDeployed ?? 0) } : {}),
    services: a.services + b.services,
    leftOut: [...a.leftOut, ...b.leftOut],
    unread: [...(a.unread ?? []), ...(b.unread ?? [])],
    ...(a.newSince === undefined && b.newSince === undefined ? {} : { newSince: a.newSince ?? b.newSince ?? '' }),
    ...(a.failure === undefined && b.failure === undefined ? {} : { failure: a.failure ?? b.failure ?? '' }),
    problems: [...a.problems, ...b.problems],
  };
}

/** Files listed by name on the status page; the rest is counted elsewhere. */
const maxUnread = 50;

/** Files that could not be read as they should be, with why. */
function* unreadFiles(core: Readiness): Generator<string> {
  let count = 0;
  for (const { file, reason } of core.status().skipped) {
    if (reason === 'unreadable' && count++ < maxUnread)
      yield say('status.permission-denied', { file: file === '' ? '.' : file });
    if (reason === 'not-a-file' && count++ < maxUnread) yield say('status.not-a-file', { file });
    if (reason === 'link' && count++ < maxUnread) yield say('status.link', { file });
    if (reason === 'too-many' && count++ < maxUnread)
      yield say('status.too-many', { file: file === '' ? '.' : file, maxVirtualFiles });
    if (reason === 'deep-folder' && count++ < maxUnread) yield say('status.too-deep', { file, maxFolderDepth });
  }
  for (const { file, facts } of core.live.index.holding('trouble')) {
    for (const fact of facts) {
      if (fact.kind === 'trouble' && fact.trouble !== 'template' && count++ < maxUnread)
        yield `${file}: ${fact.message}`;
    }
  }
}
