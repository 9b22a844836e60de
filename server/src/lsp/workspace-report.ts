import { sha256Of } from '../model/text-bytes.ts';
import type { Diagnostic, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { foldFindings } from '../index/folding.ts';
import { openSlices } from '../workspace/slices.ts';
import type { Problem } from '../model/problem.ts';
import type { Finding } from '../model/site.ts';
import type { Readiness } from '../service.ts';
import { locatorOf } from './context.ts';
import { uriOf, type Locator } from './convert.ts';
import type { Folder } from './folders.ts';
import { countedFindings } from '../report/shown.ts';
import { say } from '../words/say.ts';

/** What the editor knows of a folder's files. */
export interface Before {
  /** Result ids by URI, as the editor has them. */
  readonly previous: ReadonlyMap<string, string>;
  /** Documents that have diagnostics in the editor. */
  readonly shown: ReadonlySet<string>;
}

export interface ReportOptions {
  isStopped(): boolean;
  /** Takes reports as soon as there are some. */
  send(reports: WorkspaceDocumentDiagnosticReport[]): void;
  /** The diagnostics of one file. */
  diagnostics(
    findings: readonly Finding[],
    at: { file: string; at: Locator; problems: readonly Problem[] },
  ): Promise<Diagnostic[]>;
  problems(): Promise<readonly Problem[]>;
}

/** Places of the same fault that a diagnostic names. */
const maxAlso = 10;

/** Files whose reports are sent together. */
const filesInReport = 100;

/**
 * Reports the diagnostics of a folder's files in slices, so that others are answered meanwhile, and gives the URIs of those
 * that have some; undefined when it was stopped.
 */
export async function reportFolder(
  folder: Folder,
  core: Readiness,
  { previous, shown, isStopped, send, diagnostics, problems: problemsOf }: Before & ReportOptions,
): Promise<ReadonlySet<string> | undefined> {
  const pause = openSlices();
  const files = new Map<string, { findings: Finding[]; problems: Problem[] }>();
  const of = (file: string) => {
    const known = files.get(file) ?? { findings: [], problems: [] };
    files.set(file, known);
    return known;
  };
  // What is not deployed shows its findings when it is opened.
  const open = await countedFindings(core, isStopped);
  // Judging that was stopped gives some of the findings, which must not pass for all.
  if (isStopped()) return undefined;
  // One finding for one fault: a copy shows its own when it is opened, for a document is asked for by itself.
  for (const finding of foldFindings(await core.newOnly(open))) {
    const related = finding.also.slice(0, maxAlso).map((place) => ({ ...place, message: say('editor.the-same-here') }));
    of(finding.file).findings.push(
      related.length === 0 ? finding : { ...finding, related: [...finding.related, ...related] },
    );
  }
  for (const problem of await problemsOf()) of(problem.file).problems.push(problem);
  const at = locatorOf(folder, core);
  const uris = new Set<string>();
  let reports: WorkspaceDocumentDiagnosticReport[] = [];
  const report = (each: WorkspaceDocumentDiagnosticReport) => {
    reports.push(each);
    if (reports.length < filesInReport) return;
    send(reports);
    reports = [];
  };
  for (const [file, { findings, problems }] of files) {
    await pause();
    if (isStopped()) return undefined;
    const uri = uriOf(folder.path, file);
    const items = await diagnostics(findings, { file, at, problems });
    const resultId = sha256Of(JSON.stringify(items));
    if (items.length > 0) uris.add(uri);
    if (previous.get(uri) === resultId) report({ kind: 'unchanged', uri, version: null, resultId });
    else report({ kind: 'full', uri, version: null, resultId, items });
  }
  for (const uri of shown) if (!uris.has(uri)) report({ kind: 'full', uri, version: null, items: [] });
  send(reports);
  return isStopped() ? undefined : uris;
}
