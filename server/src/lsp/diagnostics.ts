import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Problem } from '../model/problem.ts';
import { visible } from '../report/terminal.ts';
import type { Finding } from '../model/site.ts';
import type { Readiness } from '../service.ts';
import { teamFolder } from '../model/team-folder.ts';
import type { Context } from './context.ts';
import { diagnosticOf, source, type Locator } from './convert.ts';
import { openPush, type Push } from './push.ts';
import type { Texts } from './texts.ts';
import { valueNotes } from './value-notes.ts';
import type { Language } from '../words/language.ts';
import { withoutCovered } from '../index/folding.ts';
import { reportFolder, type ReportOptions } from './workspace-report.ts';

/** Diagnostics of documents and of the workspace, for clients that ask for them; gives what sends them to the others. */
export function registerDiagnostics(context: Context, { documents }: { documents: Texts['open'] }): Push {
  const { connection, guard } = context;
  const report = (items: Diagnostic[]): DocumentDiagnosticReport => ({
    kind: DocumentDiagnosticReportKind.Full,
    items,
  });
  const ofDocument = async (uri: string): Promise<Diagnostic[]> => {
    const document = await context.document(uri);
    if (!document) return [];
    const { core, file, at } = document;
    // Only files of ours can have mistakes that the review sees, and to see them it reads the disk.
    const problems = await problemsOf(core, file);
    const open = withoutCovered(core.findings(file).filter((finding) => !finding.suppressed));
    const findings = await core.newOnly(open);
    const own = problems.filter((problem) => problem.file === file);
    return [
      ...(await diagnosticsOf({ context, core }, findings, { file, at, problems: own })),
      ...(await valueNotes(document, context.words)),
    ];
  };

  connection.languages.diagnostics.on(
    guard('diagnostics', report([]), async ({ textDocument }) => report(await ofDocument(textDocument.uri))),
  );

  const reported = new Map<string, FolderReport>();
  const workspace = async ({ previous, isStopped, send }: Round): Promise<'stopped' | undefined> => {
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
        isStopped,
        send,
        diagnostics: (findings, wanted) => diagnosticsOf({ context, core }, findings, wanted),
        problems: () => allProblems(core),
      });
      if (!uris) return 'stopped';
      reported.set(folder.uri, { core, version, uris });
    }
    return undefined;
  };
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, _progress, partial) => {
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const send: ReportOptions['send'] = (reports) => {
      if (partial) partial.report({ items: reports });
      else items.push(...reports);
    };
    const end = await guard('workspace diagnostics', undefined, () => {
      const previous = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      return workspace({ previous, isStopped: () => token.isCancellationRequested, send });
    })();
    // A part of the report must not pass for the whole.
    if (end === 'stopped' || token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    return { items };
  });

  return openPush(connection, {
    guard,
    open: documents,
    ofDocument,
    versions: () => context.client.versionedDiagnostics,
    async ofWorkspace({ known, isStopped, send }) {
      await workspace({
        previous: new Map(known.map((uri) => [uri, ''])),
        isStopped,
        send(reports) {
          for (const each of reports) if (each.kind === 'full') send(each.uri, each.items);
        },
      });
    },
  });
}

interface Round extends Pick<ReportOptions, 'isStopped' | 'send'> {
  /** Result ids by URI, as the editor has them. */
  readonly previous: ReadonlyMap<string, string>;
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
async function diagnosticsOf(
  { context, core }: { context: Context; core: Readiness },
  findings: readonly Finding[],
  { at, problems }: Wanted,
): Promise<Diagnostic[]> {
  const { relatedInformation: related, codeDescriptions } = context.client;
  const href = ({ rule }: Finding) => {
    const page = core.rules.find(({ id }) => id === rule)?.docs.guide;
    return page === undefined || !codeDescriptions ? undefined : context.guideLink(page);
  };
  return Promise.all([
    ...findings.map((finding) => diagnosticOf(finding, at, { related, href: href(finding), words: context.words })),
    ...problems.map((problem) => problemDiagnostic(problem, at, context.words)),
  ]);
}

async function problemDiagnostic(problem: Problem, at: Locator, words: Language): Promise<Diagnostic> {
  return {
    range: await at.range(problem),
    severity: DiagnosticSeverity.Warning,
    source,
    message: visible(words.shown(problem.message)),
  };
}
