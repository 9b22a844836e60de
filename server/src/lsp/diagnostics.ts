import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticParams,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Problem } from '../model/problem.ts';
import type { Finding } from '../model/site.ts';
import type { Readiness } from '../service.ts';
import { teamFolder } from '../model/team-folder.ts';
import type { Context } from './context.ts';
import { diagnosticOf, source, type Locator } from './convert.ts';
import { reportFolder, type ReportOptions } from './workspace-report.ts';

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
      const own = problems.filter((problem) => problem.file === file);
      return report(await diagnosticsOf(findings, { file, at, problems: own }));
    }),
  );

  const reported = new Map<string, FolderReport>();
  const workspace = async (
    { previousResultIds }: WorkspaceDiagnosticParams,
    token: CancellationToken,
    send: ReportOptions['send'],
  ): Promise<'stopped' | undefined> => {
    const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const cores = await context.cores();
    // What was told of a folder that is no longer open is taken back.
    const isLeft = (uri: string) => context.folders.holding(uri)?.folder.loose ?? true;
    const left = [...previous.keys()].filter((uri) => typeof uri === 'string' && isLeft(uri));
    if (left.length > 0) send(left.map((uri) => ({ kind: 'full', uri, version: null, items: [] })));
    for (const { folder, core } of cores) {
      if (!core.live.complete) continue;
      const before = reported.get(folder.uri);
      const { version } = core.live.index;
      if (before?.core === core && before.version === version) continue;
      const own = [...previous.keys()].filter((uri) => context.folders.holding(uri)?.folder === folder);
      const uris = await reportFolder(folder, core, {
        previous,
        shown: new Set([...(before?.uris ?? []), ...own]),
        isStopped: () => token.isCancellationRequested,
        send,
        diagnostics: diagnosticsOf,
        problems: () => allProblems(core),
      });
      if (!uris) return 'stopped';
      reported.set(folder.uri, { core, version, uris });
    }
    return undefined;
  };
  connection.languages.diagnostics.onWorkspace(async (params, token, _progress, partial) => {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const send: ReportOptions['send'] = (reports) => {
      if (partial) partial.report({ items: reports });
      else items.push(...reports);
    };
    const end = await guard('workspace diagnostics', undefined, workspace)(params, token, send);
    // A part of the report must not pass for the whole.
    if (end === 'stopped') throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    return { items };
  });
}

/** What a folder's files were last reported with. */
interface FolderReport {
  readonly core: Readiness;
  readonly version: number;
  /** Documents that have diagnostics in the editor. */
  readonly uris: ReadonlySet<string>;
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
async function diagnosticsOf(findings: readonly Finding[], { at, problems }: Wanted): Promise<Diagnostic[]> {
  return Promise.all([
    ...findings.map((finding) => diagnosticOf(finding, at)),
    ...problems.map((problem) => problemDiagnostic(problem, at)),
  ]);
}

async function problemDiagnostic(problem: Problem, at: Locator): Promise<Diagnostic> {
  return { range: await at.range(problem), severity: DiagnosticSeverity.Warning, source, message: problem.message };
}
