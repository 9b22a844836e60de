import { newAmong, type Baseline } from '../index/baseline.ts';
import { foldFindings, withoutCovered } from '../index/folding.ts';
import { fromRepository } from '../report/from-repository.ts';
import { githubReport } from '../report/github.ts';
import { gitlabReport } from '../report/gitlab.ts';
import {
  positions,
  type CheckReport,
  type Range,
  type ReportedFinding,
  type ReportedSite,
} from '../report/findings.ts';
import { jsonReport } from '../report/json.ts';
import { sarifReport } from '../report/sarif.ts';
import { ranked } from '../report/rank.ts';
import { openScope } from '../production/scope.ts';
import { openWeights } from '../production/weight.ts';
import { textReport } from '../report/text.ts';
import { documented } from '../rules/registry.ts';
import type { Readiness } from '../service.ts';
import type { Finding, Severity } from '../model/site.ts';
import { platformFile, teamFolder } from '../model/team-folder.ts';
import type { Place } from '../model/span.ts';
import { changedSince } from '../workspace/git.ts';
import { maxFolderDepth, roleWords } from '../workspace/policy.ts';
import { UsageError } from './arguments.ts';
import { baselineOptions, throughBaseline } from './baseline-file.ts';
import type { Command } from './command.ts';
import { failingSeverities } from './fail-on.ts';
import { recordOptions, writeRecord } from './record.ts';
import { findTargets, prefixInRepository, type Targets } from './targets.ts';
import { withCore } from './whole.ts';
import { inLanguage } from '../words/data.ts';

/** A page that people read. */
const defaultLimit = 30;
const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** `prr check`: findings of files and folders. */
export const check: Command = {
  name: 'check',
  usage: '[PATH…]',
  summary: 'Show production risks (exit code 0 unless --fail-on)',
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: ['text', 'json', 'sarif', 'github', 'gitlab'],
      help: 'text (default), json, sarif, github or gitlab',
    },
    rule: { type: 'string', multiple: true, value: 'ID', help: 'only this rule; repeatable' },
    all: {
      type: 'boolean',
      help: 'also show tests, examples, generated, vendored and ignored files, hints, disabled rules, and every location of a finding',
    },
    sites: { type: 'boolean', help: 'also list the locations that passed or are inconclusive' },
    'new-since': {
      type: 'string',
      value: 'REF',
      help: 'only findings that are new since a git revision (branch, tag or commit)',
    },
    ...baselineOptions,
    ...recordOptions,
    'fail-on': {
      type: 'string',
      value: 'SEVERITY',
      choices: severities,
      help: 'exit with 1 if a finding has this severity or higher',
    },
    limit: {
      type: 'string',
      value: 'N',
      help: `maximum number of findings in the text, most important first (default ${defaultLimit}; 0 for all)`,
    },
    'no-cache': { type: 'boolean', help: 'read every file again, and do not cache' },
  },
  async run(args, environment) {
    const { cwd, storage, color, print, data, words } = environment;
    const allRules = documented(environment.installation.data.rules);
    const only = args.texts('rule').flatMap((value) => value.split(','));
    const unknown = only.find((id) => !allRules.some((rule) => rule.id === id));
    if (unknown !== undefined) throw new UsageError(`there is no rule ${unknown}; prr explain lists them`);
    const limit = limitOf(args.text('limit'));
    const targets = findTargets(args.positionals, cwd);
    if (args.text('record') !== undefined && (targets.folders ?? targets.named ?? only.length > 0))
      throw new UsageError('--record is for one whole folder and all rules');
    const all = args.flag('all');
    const opening = {
      root: targets.root,
      environment: { ...environment, storage: args.flag('no-cache') || targets.named ? undefined : storage },
      ...(only.length > 0 ? { only } : {}),
      ...(all
        ? {
            settings: { everything: true, rules: Object.fromEntries(allRules.map((rule) => [rule.id, rule.severity])) },
          }
        : {}),
    };
    let weight = (_file: string) => 0;
    let onPath = (_each: ReportedFinding) => false;
    const found = await withCore(opening, async (core) => {
      await core.fill({
        ...(targets.named ? { named: targets.named } : {}),
        ...(targets.apart && targets.folders ? { within: targets.folders } : {}),
      });
      const picture = core.production();
      const isInScope = openScope(picture);
      weight = openWeights(picture);
      const asked = (finding: Finding) =>
        isWithin(finding.file, targets) && (all || only.length > 0 || finding.severity !== 'hint');
      // Who names a file asks for it, whatever it is for.
      const isShown = ({ file }: Finding) => all || targets.named !== undefined || isInScope(file);
      const since = args.text('new-since');
      const baseline = since === undefined ? undefined : await baselineAt(core, targets.root, since);
      const made = await reportOf(core, {
        wanted: asked,
        isShown,
        inScope: isInScope,
        baseline,
        folded: !all,
        targets,
        sites: args.flag('sites'),
        version: environment.installation.version,
      });
      const waited = new Set(
        made.findings.filter(({ finding }) => core.live.index.onPath(finding.file, finding.span)?.waits === 'user'),
      );
      onPath = (each) => waited.has(each);
      await writeRecord(core, args, { root: targets.root, environment });
      return made;
    });
    const format = args.text('format') ?? 'text';
    const prefix = prefixInRepository(targets.root);
    const report = await throughBaseline(found, { args, cwd, prefix });
    const placed = () => fromRepository(report, prefix);
    if (format === 'json') data(jsonReport(report, allRules));
    else if (format === 'sarif') data(sarifReport(placed(), allRules));
    else if (format === 'github') data(githubReport(placed()));
    else if (format === 'gitlab') data(gitlabReport(placed()));
    else
      print(
        textReport(
          inLanguage({ ...report, findings: ranked(report.findings, { rules: allRules, weight, onPath }) }, words),
          { color, limit },
        ),
      );
    const least = args.text('fail-on');
    const loud = failingSeverities(least, severities);
    return report.findings.some(({ finding }) => !finding.suppressed && loud.includes(finding.severity)) ? 1 : 0;
  },
};

function limitOf(given: string | undefined): number {
  if (given === undefined) return defaultLimit;
  if (!/^\d+$/.test(given)) throw new UsageError(`--limit must be a number, not ${given}`);
  return given === '0' ? Infinity : Number(given);
}

const filesAtHand = 16;

interface ReportOptions {
  wanted(finding: Finding): boolean;
  /** Whether what a file is for makes its findings worth showing; those of other files are counted. */
  isShown(finding: Finding): boolean;
  /** The file of several copies that a finding stands in. */
  inScope(file: string): boolean;
  /** What was there before is left out. */
  readonly baseline: Baseline | undefined;
  /** One finding for one fault; else one for each place. */
  readonly folded: boolean;
  readonly targets: Targets;
  readonly sites: boolean;
  readonly version: string;
}

async function baselineAt(core: Readiness, root: string, revision: string): Promise<Baseline> {
  const former = await changedSince(root, revision, { files: core.live.index.paths() }).catch((error: unknown) => {
    throw new UsageError(`--new-since: ${error instanceof Error ? error.message : String(error)}`);
  });
  return core.baseline(former);
}

async function reportOf(
  core: Readiness,
  { wanted, isShown, inScope, baseline, folded, targets, sites, version }: ReportOptions,
): Promise<CheckReport> {
  // Places come file by file: a few files at hand spare the reading, and all of them would fill the memory.
  const open = new Map<string, { text: string; lines: readonly string[]; at: ReturnType<typeof positions> }>();
  const opened = async (file: string) => {
    const known = open.get(file);
    if (known) return known;
    const text = (await core.live.text(file)) ?? '';
    const next = { text, lines: text.split('\n'), at: positions(text) };
    if (open.size >= filesAtHand) open.clear();
    open.set(file, next);
    return next;
  };
  const rangeOf = async ({ file, span }: Place): Promise<Range> => (await opened(file)).at(span);
  const findings: ReportedFinding[] = [];
  const chosen = (await core.allFindings()).filter(wanted);
  const fresh = baseline ? await newAmong(chosen, baseline, async (file) => (await opened(file)).text) : chosen;
  const all = folded ? foldFindings(fresh, inScope) : withoutCovered(fresh).map((each) => ({ ...each, also: [] }));
  const shown = all.filter(isShown);
  for (const finding of shown) {
    const range = await rangeOf(finding);
    const related = await Promise.all(
      finding.related.map(async (place) => ({ file: place.file, message: place.message, range: await rangeOf(place) })),
    );
    const lineText = (await opened(finding.file)).lines[range.start.line - 1]?.trim() ?? '';
    const also = await Promise.all(
      finding.also.map(async (place) => ({ file: place.file, range: await rangeOf(place) })),
    );
    findings.push({ finding, range, related, also, lineText });
  }
  const judged = (await core.sites()).filter((site) => isWithin(site.file, targets));
  const listed = sites ? judged.filter((site) => site.verdict !== 'violated') : [];
  const placed: ReportedSite[] = [];
  for (const site of listed) placed.push({ site, range: await rangeOf(site) });
  const counts = { shown: 0, violated: 0, 'cannot-tell': 0 };
  for (const site of judged) counts[site.verdict]++;
  const status = core.status();
  // The review is loaded only where there is something of it to read.
  const reviewed =
    core.settings.guideFolders.length > 0 ||
    (await core.workspace.folders(teamFolder)).some((name) => name !== 'packs') ||
    (await core.workspace.kind(platformFile)) === 'file';
  const mistakes = reviewed ? await (await core.review()).problems() : [];
  const problems = [...core.problems(), ...mistakes].filter(({ file }) => isWithin(file, targets));
  return {
    version,
    findings,
    sites: placed,
    counts,
    files: status.files,
    outOfScope: all.length - shown.length,
    leftOut: [...leftOut(core)],
    unread: [...unread(core)],
    problems: await Promise.all(
      problems.map(async ({ file, span, message }) => ({ file, message, range: await rangeOf({ file, span }) })),
    ),
  };
}

function* leftOut(core: Readiness): Generator<string> {
  const { leftOut: roles } = core.status();
  for (const [role, count] of [...roles].sort((a, b) => b[1] - a[1])) yield `${count} ${roleWords[role]}`;
}

/** Files that are named for one reason; the rest is counted. */
const maxNamed = 5;
/** The same for one whose files each say what would help. */
const maxExplained = 2;

function* unread(core: Readiness): Generator<string> {
  const reasons = new Map<string, Set<string>>();
  const add = (reason: string, file: string) => {
    const files = reasons.get(reason) ?? new Set();
    reasons.set(reason, files.add(file === '' ? '.' : file));
  };
  for (const { reason, file } of core.status().skipped) add(reason, file);
  for (const { file, facts } of core.live.index.holding('trouble')) {
    for (const fact of facts)
      if (fact.kind === 'trouble') add(fact.trouble, fact.trouble === 'missing' ? `${file}: ${fact.message}` : file);
  }
  for (const [reason, files] of reasons) {
    const most = reason === 'missing' ? maxExplained : maxNamed;
    const named = [...files].sort().slice(0, most).join(', ');
    const more = files.size > most ? ` and ${files.size - most} more` : '';
    const words = reasonWords.get(reason) ?? reason;
    yield reason === 'missing' && files.size === 1
      ? `one chart or file that is not in the workspace (${named})`
      : `${files.size} ${words} (${named}${more})`;
  }
}

const reasonWords: ReadonlyMap<string, string> = new Map([
  ['template', 'not rendered in full'],
  ['missing', 'charts or files that are not in the workspace'],
  ['syntax', 'with syntax errors, partly read'],
  ['link-loop', 'broken links'],
  ['outside', 'links to files outside the folder'],
  ['excluded', 'excluded by a setting'],
  ['patterns', 'folders whose ignore files have patterns over the limits'],
  ['pattern', 'with patterns over the limits, which are ignored'],
  ['not-a-file', 'pipes, sockets or devices'],
  ['deep-folder', `folders nested deeper than ${maxFolderDepth} levels`],
  ['too-large', 'too large'],
  ['too-deep', 'nested too deeply'],
  ['too-complex', 'too complex'],
  ['binary', 'binary'],
  ['crash', 'that prr failed to read: please report it'],
]);

function isWithin(file: string, { folders }: Targets): boolean {
  return (
    folders === undefined || folders.some((folder) => folder === '' || file === folder || file.startsWith(`${folder}/`))
  );
}
