import {
  CodeActionKind,
  TextDocumentSyncKind,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { record } from './well-formed.ts';

/** The fixes of all findings of a file, for editors that make them when it is saved. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.prr`;

/** The command of actions for clients that know only commands: its argument is an edit, which is sent back. */
export const applyEditCommand = 'prr.applyEdit';

/** What a client can do, as far as it announced it; a client that announces nothing can do none of this. */
export interface Abilities {
  /** The language of its user: `zh-cn`. */
  readonly locale?: string;
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** It can be asked to report changes of its settings. */
  readonly reportsSettings: boolean;
  /** It can be asked to watch files. */
  readonly watchesFiles: boolean;
  /** It reports folders that are added and removed. */
  readonly folders: boolean;
  /** It asks for diagnostics, and asks again when told to; any other client is sent them. */
  readonly pulls: boolean;
  /** It asks for code lenses again when told to. */
  readonly refreshesLenses: boolean;
  /** It takes code actions that carry an edit; others know commands alone. */
  readonly actionLiterals: boolean;
  readonly preferredActions: boolean;
  /** It carries out edits that the server sends. */
  readonly appliesEdits: boolean;
  /** An edit may name versions of documents and hold operations on files. */
  readonly documentChanges: boolean;
  /** An edit may create a file. */
  readonly createsFiles: boolean;
  readonly markdownHovers: boolean;
  /** It takes symbols of a document with ranges of their own; others know locations alone. */
  readonly symbolTrees: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescriptions: boolean;
  /** Diagnostics that are sent may name the version of their document. */
  readonly versionedDiagnostics: boolean;
}

/** Reads the abilities from the capabilities of `initialize`, which may be any value. */
export function abilitiesIn(params: unknown): Abilities {
  const { locale } = record(params);
  const capabilities = record(record(params).capabilities) as InitializeParams['capabilities'];
  const workspace = record(capabilities.workspace) as NonNullable<typeof capabilities.workspace>;
  const text = record(capabilities.textDocument) as NonNullable<typeof capabilities.textDocument>;
  const published = text.publishDiagnostics;
  // Clients in Rust follow a spelling mistake of an early draft of the protocol.
  const refreshes = [workspace.diagnostics, record(workspace).diagnostic];
  const pulls =
    Object.keys(text).includes('diagnostic') && refreshes.some((each) => record(each).refreshSupport === true);
  const formats = text.hover?.contentFormat;
  const operations = workspace.workspaceEdit?.resourceOperations;
  return {
    ...(typeof locale === 'string' ? { locale } : {}),
    configuration: workspace.configuration === true,
    reportsSettings: workspace.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace.workspaceFolders === true,
    pulls,
    refreshesLenses: workspace.codeLens?.refreshSupport === true,
    actionLiterals: typeof text.codeAction?.codeActionLiteralSupport === 'object',
    preferredActions: text.codeAction?.isPreferredSupport === true,
    appliesEdits: workspace.applyEdit === true,
    documentChanges: workspace.workspaceEdit?.documentChanges === true,
    createsFiles: Array.isArray(operations) && operations.includes('create'),
    markdownHovers: Array.isArray(formats) && formats.includes('markdown'),
    symbolTrees: text.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    relatedInformation: [published, text.diagnostic].some((each) => record(each).relatedInformation === true),
    codeDescriptions: [published, text.diagnostic].some((each) => record(each).codeDescriptionSupport === true),
    versionedDiagnostics: published?.versionSupport === true,
  };
}

/** What the server offers to a client with these abilities. */
export function capabilitiesFor(client: Abilities): ServerCapabilities {
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    ...(client.pulls ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true } } : {}),
    hoverProvider: true,
    codeLensProvider: {},
    referencesProvider: true,
    definitionProvider: true,
    documentSymbolProvider: { label: 'Production Readiness' },
    codeActionProvider: client.actionLiterals ? { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] } : true,
    ...(client.actionLiterals || !client.appliesEdits
      ? {}
      : { executeCommandProvider: { commands: [applyEditCommand] } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
