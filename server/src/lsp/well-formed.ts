import { isAbsolute } from '../workspace/local-paths.ts';
import {
  ErrorCodes,
  ResponseError,
  type DidChangeTextDocumentParams,
  type DidCloseTextDocumentParams,
  type DidOpenTextDocumentParams,
  type TextDocumentContentChangeEvent,
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
  return typeof rootPath === 'string' && isAbsolute(rootPath) ? [URI.file(rootPath).toString()] : [];
}

/** Throws where one of these fields is no text, or an empty one: what is written must say what it is about. */
export function mustName(params: unknown, ...fields: readonly string[]): void {
  const missing = fields.find((field) => !isText(record(params)[field]));
  if (missing !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, `${missing} is missing, or no text`);
}

/** Throws where none of these fields is there, or one is no text. */
export function mustNameOneOf(params: unknown, ...fields: readonly string[]): void {
  const given = fields.filter((field) => record(params)[field] !== undefined);
  if (given.length === 0) throw new ResponseError(ErrorCodes.InvalidParams, `one of ${fields.join(', ')} is needed`);
  mustName(params, ...given);
}

/** A value as an object; an empty one for anything else. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
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
