import path from 'node:path';
import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';

// The protocol's types are promises of the client, which may be any program: what changes our state is looked at first.

/** Whether a `textDocument/didOpen` says what was opened. */
export function isOpening(params: unknown): params is DidOpenTextDocumentParams {
  const { textDocument } = record(params);
  const { uri, text } = record(textDocument);
  return typeof uri === 'string' && typeof text === 'string';
}

/** Whether a `textDocument/didChange` holds changes that can be made to a text. */
export function isChange(params: unknown): params is DidChangeTextDocumentParams {
  const { textDocument, contentChanges } = record(params);
  const { uri, version } = record(textDocument);
  return (
    typeof uri === 'string' &&
    typeof version === 'number' &&
    Array.isArray(contentChanges) &&
    contentChanges.every(isEdit)
  );
}

/** Whether a `textDocument/didClose` or `didSave` names a document. */
export function namesDocument(params: unknown): params is DidCloseTextDocumentParams {
  return typeof record(record(params).textDocument).uri === 'string';
}

/** The URIs of a list of things with URIs; what is malformed is left out. */
export function urisIn(list: unknown): string[] {
  return Array.isArray(list) ? list.map((each) => record(each).uri).filter((uri) => typeof uri === 'string') : [];
}

/** The URIs of the folders that a client opens; of older ones that of the root, else its path. */
export function foldersIn(params: unknown): string[] {
  const { workspaceFolders, rootUri, rootPath } = record(params);
  if (Array.isArray(workspaceFolders)) return urisIn(workspaceFolders);
  if (typeof rootUri === 'string') return [rootUri];
  return typeof rootPath === 'string' && path.isAbsolute(rootPath) ? [URI.file(rootPath).toString()] : [];
}

/** A value as an object; an empty one for anything else. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isEdit(change: unknown): change is TextDocumentContentChangeEvent {
  const { text, range } = record(change);
  if (typeof text !== 'string') return false;
  return range === undefined || (isPosition(record(range).start) && isPosition(record(range).end));
}

/** Outside of the text is allowed, and means its end. */
function isPosition(position: unknown): boolean {
  return [record(position).line, record(position).character].every(
    (each) => typeof each === 'number' && Number.isInteger(each) && each >= 0,
  );
}
