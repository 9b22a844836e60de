import { createExtractor } from './facts/extractor.ts';
import { compilePrefilter } from './facts/prefilter.ts';
import type { Engagements } from './engagement/engagement.ts';
import type { GuideShelves } from './guide/shelves.ts';
import { newAmong, openBaseline, type Baseline } from './index/baseline.ts';
import { openCache } from './index/cache.ts';
import type { FindingOptions } from './index/findings.ts';
import { openJudged } from './index/judged.ts';
import { openLive, type LivePorts } from './index/live.ts';
import { openPool, type Pool } from './index/pool.ts';
import { compileKnowledge } from './knowledge/knowledge.ts';
import { localDay } from './model/day.ts';
import type { FileFacts } from './model/fact.ts';
import type { Problem } from './model/problem.ts';
import type { Ports, Readiness, Status } from './readiness.ts';
import { documented } from './rules/registry.ts';
import { checksOf } from './review/item-checks.ts';
import type { Summaries } from './summaries.ts';
import { isGuidePage, readTeam, withOwn } from './team.ts';
import { serviceFolder, teamFolder } from './model/team-folder.ts';
import type { ListOptions } from './workspace/workspace.ts';

export type { FillOptions, Ports, Readiness, Status } from './readiness.ts';

/** What renders is loaded with the first chart: most checks have none. */
const loadRenderer = async () => (await import('./rendering/render.ts')).renderer;

/** Text that is read faster than a thread starts, in bytes: less where somebody waits for other answers meanwhile. */
const worth = (isServer: boolean) => (isServer ? 64 : 1024) * 1024;

/** Opens the core on a workspace: reads the team's data, then is ready for documents; `fill` reads the rest. */
export async function openReadiness(ports: Ports): Promise<Readiness> {
  const { workspace, bundled, logger, workspaceName } = ports;
  // Beside all else: nothing waits for it but the end.
  const tidied = ports.alone ? undefined : workspace.tidy?.(teamFolder);
  const today = () => localDay(ports.now());
  const team = await readTeam(workspace, { editorSettings: ports.settings, openFolder: ports.openFolder });
  const packs = [...bundled.packs, ...team.packs];
  const knowledge = compileKnowledge(packs);
  const extractor = createExtractor(knowledge);
  const { settings } = team;
  const allRules = documented(bundled.rules);
  const rules = allRules.filter(
    (rule) => (ports.only?.includes(rule.id) ?? true) && !(ports.alone && rule.scope === 'cross'),
  );
  const cacheKey = JSON.stringify([bundled.version, settings.everything, team.packs]);
  const cache = openCache(cacheKey, ports.cache);
  let saving: Promise<void> | undefined;
  let pool: Pool | undefined;
  if (ports.threads) {
    const { start, count, list } = ports.threads;
    const threads = list ? count : count - 1;
    if (threads > 0) pool = openPool(start, { threads, along: !list, worth: worth(list), init: { packs } });
  }
  const lister = ports.threads?.list ? pool : undefined;
  const listed = lister
    ? { ...workspace, list: (options?: ListOptions) => lister.list(workspace.root, options) }
    : workspace;
  const options = { everything: settings.everything, mayHoldFacts: compilePrefilter(knowledge) };
  const livePorts: LivePorts = {
    workspace: listed,
    workspaceName,
    extractor,
    cache,
    pool,
    rules,
    conventions: settings,
    options,
    renderer: loadRenderer,
    logger,
    alone: ports.alone === true,
  };
  const live = openLive(livePorts);
  const readDeclared = async () => {
    if ((await workspace.names(serviceFolder)).length === 0) return [];
    const { declaredBy, readDescriptors } = await import('./review/descriptors.ts');
    return declaredBy((await readDescriptors(workspace)).descriptors);
  };
  let declared: Promise<unknown> = Promise.resolve();
  /** Takes what descriptors say of services, one after the other, so that what was read first is not taken last; their reader is loaded where there is one to read. */
  const declare = (): Promise<void> => {
    const own = declared.then(readDeclared).then((all) => live.index.declare(all));
    declared = own.catch(() => {});
    return own;
  };
  await declare();
  const findingOptions = (): FindingOptions => ({
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    settings: settings.rules,
    today: today(),
    file: live.index.file,
  });
  let status: Omit<Status, 'skipped'> = { state: 'starting', done: 0, total: 0, files: 0, leftOut: new Map() };

  const isShown = (facts: FileFacts) => facts.role === 'source' || settings.everything;
  const judged = openJudged(live, {
    findingOptions,
    isShown,
    isWhole: () => live.complete && !ports.only && !ports.alone,
  });

  const { changedSince } = ports;
  const former = changedSince && ((revision: string) => changedSince(revision, live.index.paths()));
  let before: Baseline | undefined;
  const mistakes: Problem[] = [];
  /** Takes the state at the revision that the team or the user names. */
  const compare = async () => {
    const { newSince } = settings;
    if (newSince === '' || !former) return;
    try {
      before = await core.baseline(await former(newSince));
      status = { ...status, newSince };
      // Somebody may have asked meanwhile.
      live.index.touch();
    } catch (error) {
      const message = `newSince: ${error instanceof Error ? error.message : String(error)}; all findings are shown`;
      mistakes.push({ file: `${teamFolder}/settings.yaml`, span: { start: 0, end: 0 }, message });
    }
  };

  const core: Omit<Readiness, 'review' | 'summaries' | 'engagements' | 'guidePageProblems'> = {
    live,
    knowledge,
    settings,
    rules,
    workspace,
    logger,
    today,
    async fill({ signal, named, within, progress }) {
      status = { ...status, state: 'reading' };
      try {
        const result = await live.fill(
          { all: settings.everything, exclude: settings.exclude, ...(named && { named }), ...(within && { within }) },
          {
            signal,
            progress: (done, total) => {
              status = { ...status, done, total };
              progress?.(done, total);
            },
          },
        );
        // The reading is where most memory is needed, and what it was done with is half of that.
        await pool?.close();
        const { leftOut, listing } = result;
        // Before it is said to be ready, so that what is old is never shown.
        await compare();
        status = { ...status, state: 'ready', files: result.cached + result.read, leftOut };
        logger.info(
          `read ${result.read} files, ${result.cached} from the cache, ${listing.files.length} in the workspace`,
        );
        // Nobody waits for it but who closes.
        if (result.read > 0) saving = cache.save();
      } catch (error) {
        status = { ...status, state: 'failed', failure: error instanceof Error ? error.message : String(error) };
        throw error;
      }
    },
    status: () => ({ ...status, skipped: live.skipped }),
    services: () => live.index.services(),
    production: () => live.index.production(),
    findings: judged.findings,
    async whatIf(file, text) {
      const { openWhatIf } = await import('./index/what-if.ts');
      const list = { all: settings.everything, exclude: settings.exclude };
      const declared = await readDeclared();
      const other = await openWhatIf(livePorts, { file, text, live, list, declared });
      const options = { findingOptions: () => ({ ...findingOptions(), file: other.index.file }), isShown };
      const { findings } = openJudged(other, { ...options, isWhole: () => true });
      return { index: other.index, findings: findings(file) };
    },
    allFindings: judged.allFindings,
    baseline: (former) =>
      openBaseline({
        former,
        files: live.index.files(),
        paths: live.index.paths(),
        workspaceName,
        rules,
        conventions: settings,
        extractor,
        options,
        renderer: loadRenderer,
        text: live.text,
      }),
    ...(former ? { former } : {}),
    newOnly: async (all) => (before ? newAmong(all, before, (file) => live.text(file)) : all),
    suppressions: judged.suppressions,
    sites: judged.sites,
    async refresh(changed) {
      if (changed.some((file) => file === teamFolder || file.startsWith(serviceFolder))) await declare();
      const isGuide = shelves?.touch(changed);
      await live.refresh(changed);
      // Ignored files may be pages, and are not in the index.
      if (isGuide) live.index.touch();
    },
    problems: (file) => [
      ...[...team.problems, ...mistakes].filter((problem) => file === undefined || problem.file === file),
      ...judged.problems(file),
    ],
    async close() {
      live.stop();
      await Promise.all([saving, tidied, pool?.close()]);
    },
  };
  const items = withOwn(bundled.items, team.items);
  const moved = withOwn(bundled.moved, team.moved);
  const makeReview = async () => {
    const [{ openReview }, { openGuideShelves }] = await Promise.all([
      import('./review/review.ts'),
      import('./guide/shelves.ts'),
    ]);
    const opened = openGuideShelves({
      bundled: bundled.guide,
      team,
      workspace,
      checks: new Set([...allRules.map(({ id }) => id), ...items.flatMap(checksOf)]),
    });
    shelves = opened;
    const { guide, problems } = opened;
    const { recordsOf } = await import('./engagement/records.ts');
    const { openSaid } = await import('./engagement/kit/said.ts');
    const own = openReview(core, {
      guide,
      items,
      moved,
      now: ports.now,
      declare,
      async records([service, ...was], rotation) {
        const written = await openSaid(workspace, today()).of(service, was);
        return recordsOf(written, { service, rotation, today: today() });
      },
    });
    const ofEngagements = async () => {
      // Until the workspace has been read whole, a service may still show itself.
      if (!live.complete) return [];
      const { engagementProblems } = await import('./engagement/kit/store.ts');
      const { readDescriptors } = await import('./review/descriptors.ts');
      const { descriptors } = await readDescriptors(workspace);
      const names = [
        ...core.services().flatMap(({ name, was }) => [name, ...was]),
        ...descriptors.flatMap(({ says }) => says.was ?? []),
      ];
      return engagementProblems(workspace, { services: names, today: core.today() });
    };
    return {
      ...own,
      shelves: opened,
      problems: async () => [...(await own.problems()), ...(await ofEngagements()), ...(await problems.all())],
    };
  };
  let shelves: GuideShelves | undefined;
  let made: ReturnType<typeof makeReview> | undefined;
  const review = async () => {
    const own = await (made ??= makeReview());
    await shelves?.fresh();
    return own;
  };
  // One for all that ask: it remembers what it read until something has changed.
  let engaged: Engagements | undefined;
  const engagements = async (): Promise<Engagements> => {
    const [{ openEngagements }, own] = await Promise.all([import('./engagement/engagement.ts'), review()]);
    const branch = () =>
      status.newSince === undefined ? undefined : { since: status.newSince, newOnly: core.newOnly };
    return (engaged ??= openEngagements({ core, review: own, rules, mode: settings.engagement, branch }));
  };
  const summaries = async (): Promise<Summaries> => {
    const [{ openSummaries }, own, all] = await Promise.all([import('./summaries.ts'), review(), engagements()]);
    return openSummaries({
      core,
      review: own,
      engagements: all,
      rules,
      version: bundled.version.split('+')[0] ?? '',
      workspaceName,
      now: ports.now,
    });
  };
  const guidePageProblems = async (file: string, text: string) => {
    // Most documents are no pages: nothing is read for them.
    if (!isGuidePage(file, team.guide)) return undefined;
    await review();
    return shelves?.problems.page(file, text);
  };
  return { ...core, review, summaries, engagements, guidePageProblems };
}
