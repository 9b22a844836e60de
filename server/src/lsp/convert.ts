import type { Diagnostic, Location, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Fix, Severity } from '../model/site.ts';
import type { Place, Span } from '../model/span.ts';
import type { LocationView } from '../protocol.ts';
import { visible } from '../report/terminal.ts';
import type { Language } from '../words/language.ts';
import type { Abilities } from './abilities.ts';
import { uriAt } from './links.ts';

/** Gives the text of a file of the folder; undefined when it is gone. */
export type TextOf = (file: string) => Promise<string | undefined>;

/** The name that diagnostics carry in Problems. */
export const source = 'Production Readiness';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function severityOf(severity: Severity): DiagnosticSeverity {
  return severities[severity];
}

/** Turns offsets of one text into LSP positions. */
export function lines(text: string): {
  range(span: Span): Range;
  offset(position: { line: number; character: number }): number;
} {
  const document = TextDocument.create('memory:/', 'plaintext', 0, text);
  return {
    range: (span) => ({ start: document.positionAt(span.start), end: document.positionAt(span.end) }),
    offset: (position) => document.offsetAt(position),
  };
}

/** The URI of a file in a folder. */
export function uriOf(folder: string, file: string): string {
  return uriAt(`${folder}/${file}`);
}

/** Texts that are kept for the next place in them. */
const filesAtHand = 32;

/** Positions of places in several files, reading each text once while places come file by file. */
export function locator(folder: string, textOf: TextOf) {
  const known = new Map<string, Promise<ReturnType<typeof lines> | undefined>>();
  const linesOf = (file: string) => {
    const before = known.get(file);
    if (before) return before;
    const next = textOf(file).then((text) => (text === undefined ? undefined : lines(text)));
    // Places come file by file: a few at hand spare the reading, and all of them would fill the memory.
    if (known.size >= filesAtHand) known.clear();
    known.set(file, next);
    return next;
  };
  const range = async ({ file, span }: Place): Promise<Range> =>
    (await linesOf(file))?.range(span) ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const location = async (place: Place): Promise<Location> => ({
    uri: uriOf(folder, place.file),
    range: await range(place),
  });
  const view = async (place: Place): Promise<LocationView> => {
    const { start, end } = await range(place);
    return {
      uri: uriOf(folder, place.file),
      line: start.line,
      character: start.character,
      endLine: end.line,
      endCharacter: end.character,
      path: place.file,
    };
  };
  return { range, location, view };
}

export type Locator = ReturnType<typeof locator>;

/** A finding as a diagnostic; what code actions need travels in `data`. */
export async function diagnosticOf(
  finding: Finding,
  at: Locator,
  { related: isShown, href, words }: { related: boolean; href: string | undefined; words: Language },
): Promise<Diagnostic> {
  const relatedInformation = await Promise.all(
    (isShown ? finding.related : []).map(async (related) => ({
      location: await at.location(related),
      message: visible(words.shown(related.message)),
    })),
  );
  return {
    range: await at.range(finding),
    severity: severityOf(finding.severity),
    code: finding.rule,
    source,
    message: visible(words.shown(finding.message)),
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(relatedInformation.length > 0 ? { relatedInformation } : {}),
  };
}

/** What a client takes in an edit. */
export type EditAbilities = Pick<Abilities, 'documentChanges' | 'createsFiles'>;

/** The edits of fixes as one workspace edit; files are created before they are filled. Undefined where the client cannot take it. */
export async function workspaceEdit(
  fixes: readonly Fix[],
  { folder, at, client }: { folder: string; at: Locator; client: EditAbilities },
): Promise<WorkspaceEdit | undefined> {
  const documentChanges: NonNullable<WorkspaceEdit['documentChanges']> = [];
  const changes: Record<string, TextEdit[]> = {};
  for (const change of fixes.flatMap((fix) => fix.changes)) {
    const uri = uriOf(folder, change.file);
    if ('create' in change) {
      if (!client.documentChanges || !client.createsFiles) return undefined;
      const start = { line: 0, character: 0 };
      documentChanges.push({ kind: 'create', uri, options: { ignoreIfExists: true } });
      documentChanges.push({
        textDocument: { uri, version: null },
        edits: [{ range: { start, end: start }, newText: change.create }],
      });
      continue;
    }
    const edits = await Promise.all(
      change.edits.map(async ({ span, text }) => ({
        range: await at.range({ file: change.file, span }),
        newText: text,
      })),
    );
    documentChanges.push({ textDocument: { uri, version: null }, edits });
    changes[uri] = [...(changes[uri] ?? []), ...edits];
  }
  return client.documentChanges ? { documentChanges } : { changes };
}
