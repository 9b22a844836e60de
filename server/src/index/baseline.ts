import type { Extractor } from '../facts/extract.ts';
import type { FileFacts } from '../model/fact.ts';
import type { Conventions, RuleCode } from '../model/rule.ts';
import type { Site } from '../model/site.ts';
import { judge } from '../rules/engine.ts';
import { roleOf } from '../workspace/policy.ts';
import { sitesAt } from './causes.ts';
import type { Renderer } from '../rendering/renderer.ts';
import { openRenderings } from './renderings.ts';
import { missedBy, withDecidingValues } from './deciding-values.ts';
import { factsOf, type ReadOptions } from './read-file.ts';
import { createIndex } from './workspace-index.ts';

/** A file as it was: absent text for one that was not there, `was` for its former path, `gone` for one that is there no more. */
export interface FormerFile {
  readonly file: string;
  readonly was?: string;
  readonly text?: string;
  readonly gone?: true;
}

/** What was found before, to tell what is new. */
export interface Baseline {
  /** The findings of a file that were not there before, given its text now. */
  newOnes<F extends Site>(file: string, findings: readonly F[], text: string): F[];
}

/** Findings of any files that were not there before, in the order of their files; each text is asked for once. */
export async function newAmong<F extends Site>(
  findings: readonly F[],
  baseline: Baseline,
  textOf: (file: string) => Promise<string | undefined>,
): Promise<F[]> {
  const byFile = new Map<string, F[]>();
  for (const finding of findings) {
    const own = byFile.get(finding.file);
    if (own) own.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  const fresh: F[] = [];
  for (const [file, own] of byFile) fresh.push(...baseline.newOnes(file, own, (await textOf(file)) ?? ''));
  return fresh;
}

export interface BaselineInput {
  readonly former: readonly FormerFile[];
  /** The facts of all files now. */
  readonly files: Iterable<FileFacts>;
  readonly paths: Iterable<string>;
  readonly workspaceName: string;
  readonly rules: readonly RuleCode[];
  readonly conventions: Conventions;
  readonly extractor: Extractor;
  readonly options: ReadOptions;
  renderer(): Promise<Renderer>;
  /** The text of a file now. */
  text(file: string): Promise<string | undefined>;
}

/** Judges the workspace as it was: the files that are the same keep their facts, the others are read as they were. */
export async function openBaseline(input: BaselineInput): Promise<Baseline> {
  const { former, rules, extractor, options } = input;
  const changed = new Map(former.map((each) => [each.file, each]));
  const index = createIndex(input.workspaceName);
  const paths = [...input.paths].filter((path) => !changed.has(path));
  const there = former.filter(({ text }) => text !== undefined);
  index.list([...paths, ...there.map(({ file, was }) => was ?? file)]);
  for (const facts of input.files) if (!changed.has(facts.file)) index.set(facts);
  const texts = new Map<string, string>();
  for (const { file, was = file, text } of there) {
    if (text === undefined) continue;
    texts.set(was, text);
    index.set(await factsOf({ file: was, role: roleOf(was) }, { text }, { extractor, options }));
  }
  const renderings = openRenderings({
    texts: () => 0,
    renderer: input.renderer,
    paths: () => index.paths(),
    text: async (file) => texts.get(file) ?? (await input.text(file)),
    bytes: async () => undefined,
    isRead: ({ folder }) => options.everything || roleOf(`${folder}/Chart.yaml`) === 'source',
    listing: () => index.listing,
    isGitOps: () => index.inWorkspace('deployer').length > 0,
    kustomizations: () => index.inWorkspace('kustomization'),
    failed: () => {},
    missed: missedBy(rules),
    take: (facts) => index.set(facts),
  });
  for (const facts of index.files()) renderings.with(facts);
  await renderings.fill();
  const surroundings = { ...index, conventions: input.conventions };
  const onCrash = () => {};
  const known = new Map<string, { readonly text: string | undefined; readonly sites: readonly Site[] }>();
  const judged = new Map<string, readonly Site[]>();
  const judgedOf = (file: string) => {
    const facts = index.file(file);
    const before = judged.get(file);
    if (before || !facts) return before ?? [];
    const sites = withDecidingValues(judge(facts, rules, { surroundings, onCrash }), facts, {
      alternatives: renderings.alternatives(file),
      surroundings,
      rules,
      onCrash,
    });
    judged.set(file, sites);
    return sites;
  };
  const judgements = { sites: judgedOf, decidedBy: renderings.decidedBy, ownersOf: index.ownersOf };
  const siteOf = (file: string) => {
    const before = known.get(file);
    if (before) return before;
    const sites = sitesAt(file, judgements);
    const next = { text: texts.get(file), sites: sites.filter(({ verdict }) => verdict === 'violated') };
    known.set(file, next);
    return next;
  };
  return {
    newOnes(file, findings, text) {
      const { text: before, sites } = siteOf(changed.get(file)?.was ?? file);
      // A file that is as it was has its places where they were.
      const compared = <T extends Site>(site: T, own: string) => ({
        rule: site.rule,
        message: site.message,
        file,
        text: lineAt(own, site.span.start),
        site,
      });
      const { onlyFirst } = unmatched(
        findings.map((finding) => compared(finding, text)),
        sites.map((site) => compared(site, before ?? text)),
      );
      return onlyFirst.map(({ site }) => site);
    },
  };
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end).trim();
}

/** What a finding is known by when lines move. */
export interface ComparedFinding {
  readonly rule: string;
  readonly message: string;
  readonly file: string;
  /** The text of its line, trimmed. */
  readonly text: string;
}

/** The share of words that a line keeps when it is edited and not replaced by another. */
const kept = 0.6;

/** The words of lines, each split once. */
type Words = (line: string) => ReadonlySet<string>;

type Likeness = (a: ComparedFinding, b: ComparedFinding, words: Words) => boolean;

/** The same finding: in the same line, in a line that was edited or under other words, and at last wherever the line has gone. */
const likenesses: readonly Likeness[] = [
  (a, b) => a.message === b.message && a.file === b.file && a.text === b.text,
  (a, b, words) => a.message === b.message && a.file === b.file && isEdited(words(a.text), words(b.text)),
  (a, b) => a.file === b.file && a.text === b.text,
  (a, b) => a.message === b.message && a.text === b.text,
];

/** The findings of each list that the other one does not have; equal ones are counted. */
export function unmatched<A extends ComparedFinding, B extends ComparedFinding>(
  first: readonly A[],
  second: readonly B[],
): { readonly onlyFirst: readonly A[]; readonly onlySecond: readonly B[] } {
  let onlyFirst = first;
  const words = openWords();
  const left = new Map<string, B[]>();
  for (const each of second) {
    const same = left.get(each.rule);
    if (same) same.push(each);
    else left.set(each.rule, [each]);
  }
  for (const isLike of likenesses)
    onlyFirst = onlyFirst.filter((each) => {
      const same = left.get(each.rule) ?? [];
      const at = same.findIndex((other) => isLike(each, other, words));
      if (at >= 0) same.splice(at, 1);
      return at < 0;
    });
  return { onlyFirst, onlySecond: second.filter((each) => left.get(each.rule)?.includes(each)) };
}

/** Whether a line is another one after an edit: most of its words are the same. */
function isEdited(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const both = [...a].filter((word) => b.has(word)).length;
  return both >= kept * (a.size + b.size - both);
}

function openWords(): Words {
  const known = new Map<string, ReadonlySet<string>>();
  return (line) => {
    const words = known.get(line) ?? new Set(line.match(/[\p{L}\p{N}_]+/gu) ?? []);
    known.set(line, words);
    return words;
  };
}
