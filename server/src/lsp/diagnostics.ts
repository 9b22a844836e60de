import { createHash } from 'node:crypto';
import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { foldFindings } from '../index/folding.ts';
import type { Problem } from '../model/problem.ts';
import type { Finding } from '../model/site.ts';
import type { Readiness } from '../service.ts';
import { teamFolder } from '../model/team-folder.ts';
import { locatorOf, type Context } from './context.ts';
import { diagnosticOf, source, uriOf, type Locator } from './convert.ts';
import type { Folder } from './folders.ts';

/** Pull diagnostics for documents and for the workspace. */
export function registerDiagnostics(context: Context): void {
  const { connection, guard } = context;
  const report = (items: Diagnostic[]): DocumentDiagnosticReport => ({
    kind: DocumentDiagnosticReportKind.Full,
    items,
  });

  connection.languages.diagnostics.on(
    guard('diagnostics', report([]), async ({ textDocument }) => {
      const document = await context.document(textDocument.uri);
      if (!document) return report([]);
      const { core, file, at } = document;
      // Only files of ours can have mistakes that the review sees, and to see them it reads the disk.
      const problems = await problemsOf(core, file);
      const findings = await core.newOnly(core.findings(file).filter((finding) => !finding.suppressed));
      return report(await diagnosticsOf(findings, { file, at, problems }));
    }),
  );

  const reported = new Map<string, FolderReport>();
  connection.languages.diagnostics.onWorkspace(
    guard('workspace diagnostics', { items: [] }, async ({ previousResultIds }) => {
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      for (const { folder, core } of await context.cores()) {
        if (!core.live.complete) continue;
        const before = reported.get(folder.uri);
        const { version } = core.live.index;
        if (before?.core === core && before.version === version) continue;
        const own = [...previous.keys()].filter((uri) => context.folders.of(uri)?.folder === folder);
        const reports = await reportFolder(folder, core, {
          previous,
          before: new Set([...(before?.uris ?? []), ...own]),
        });
        const uris = reports
          .filter((report) => report.kind === 'unchanged' || report.items.length > 0)
          .map(({ uri }) => uri);
        reported.set(folder.uri, { core, version, uris: new Set(uris) });
        items.push(...reports);
      }
      return { items };
    }),
  );
}

/** Places of the same fault that a diagnostic names. */
const maxAlso = 10;

/** What a folder's files were last reported with. */
interface FolderReport {
  readonly core: Readiness;
  readonly version: number;
  /** Documents that have diagnostics in the editor. */
  readonly uris: ReadonlySet<string>;
}

interface Before {
  readonly previous: ReadonlyMap<string, string>;
  readonly before: ReadonlySet<string>;
}

async function reportFolder(folder: Folder, core: Readiness, { previous, before }: Before) {
  const at = locatorOf(folder, core);
  const files = new Map<string, Finding[]>();
  // One finding for one fault: a copy shows its own when it is opened, for a document is asked for by itself.
  const fresh = await core.newOnly(core.allFindings().filter((each) => !each.suppressed));
  for (const finding of foldFindings(fresh)) {
    const related = finding.also.slice(0, maxAlso).map((place) => ({ ...place, message: 'the same here' }));
    const own = files.get(finding.file) ?? [];
    files.set(finding.file, [...own, { ...finding, related: [...finding.related, ...related] }]);
  }
  const problems = await allProblems(core);
  for (const problem of problems) if (!files.has(problem.file)) files.set(problem.file, []);
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  for (const [file, findings] of files) {
    const uri = uriOf(folder.path, file);
    const items = await diagnosticsOf(findings, { file, at, problems });
    const resultId = createHash('sha256').update(JSON.stringify(items)).digest('base64url');
    if (previous.get(uri) === resultId) reports.push({ kind: 'unchanged', uri, version: null, resultId });
    else reports.push({ kind: 'full', uri, version: null, resultId, items });
  }
  const now = new Set(reports.map((report) => report.uri));
  for (const uri of before) if (!now.has(uri)) reports.push({ kind: 'full', uri, version: null, items: [] });
  return reports;
}

interface Wanted {
  readonly file: string;
  readonly at: Locator;
  readonly problems: readonly Problem[];
}

async function problemsOf(core: Readiness, file: string): Promise<readonly Problem[]> {
  const text = /\.(md|markdown)$/i.test(file) ? await core.live.text(file) : undefined;
  const page = text === undefined ? undefined : await core.guidePageProblems(file, text);
  if (page) return [...core.problems(file), ...page];
  return file.startsWith(`${teamFolder}/`) ? allProblems(core) : core.problems(file);
}

async function allProblems(core: Readiness): Promise<readonly Problem[]> {
  return [...core.problems(), ...(await (await core.review()).problems())];
}

/** The diagnostics of one file: findings, and mistakes in data of ours. */
async function diagnosticsOf(findings: readonly Finding[], { file, at, problems }: Wanted): Promise<Diagnostic[]> {
  return Promise.all([
    ...findings.map((finding) => diagnosticOf(finding, at)),
    ...problems.filter((problem) => problem.file === file).map((problem) => problemDiagnostic(problem, at)),
  ]);
}

async function problemDiagnostic(problem: Problem, at: Locator): Promise<Diagnostic> {
  return { range: await at.range(problem), severity: DiagnosticSeverity.Warning, source, message: problem.message };
}
