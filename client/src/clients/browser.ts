import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { method } from '../../../server/src/protocol.ts';
import type {
  FileEntryView,
  FileRef,
  FileStatView,
  ReadFileParams,
  ReadFileView,
  WriteFileParams,
} from '../../../server/src/protocol/files.ts';

/** A client whose server is a web worker, and which opens the files that it asks for. */
export function browserClient(context: vscode.ExtensionContext, name: string, options: LanguageClientOptions) {
  let worker: Worker | undefined;
  const start = async (): Promise<MessageTransports> => {
    // What was started before does not end by itself.
    worker?.terminate();
    worker = await startWorker(context.extensionUri);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient('prr', name, start, options);
  client.onRequest(method.statFile, ({ uri }: FileRef) => statOf(vscode.Uri.parse(uri)));
  client.onRequest(method.listFolder, ({ uri }: FileRef) => entriesOf(vscode.Uri.parse(uri)));
  client.onRequest(method.readFile, async (params: ReadFileParams): Promise<unknown> => bytesOf(params));
  client.onRequest(method.writeFile, async ({ uri, text }: WriteFileParams) => {
    await vscode.workspace.fs.writeFile(vscode.Uri.parse(uri), new TextEncoder().encode(text));
    return null;
  });
  client.onRequest(method.deleteFile, async ({ uri }: FileRef) => {
    await vscode.workspace.fs.delete(vscode.Uri.parse(uri));
    return null;
  });
  return client;
}

/** Starts the server with its code and data, which the editor can read wherever the extension is installed. */
async function startWorker(extension: vscode.Uri): Promise<Worker> {
  const at = (name: string) => vscode.Uri.joinPath(extension, 'dist', name);
  const textOf = async (name: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(at(name)));
  const [script, core, data] = await Promise.all(['web/server.js', 'core.cjs', 'data.json'].map(textOf));
  const words = await wordsOf(extension);
  // By its text: an address on a remote machine is not accepted.
  const address = URL.createObjectURL(new Blob([script ?? ''], { type: 'text/javascript' }));
  const worker = new Worker(address);
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = ({ data: failure }: MessageEvent<string | null>) =>
      failure === null ? resolve() : reject(new Error(failure));
    worker.onerror = ({ message }: ErrorEvent) => reject(new Error(message));
    worker.postMessage({ core, data, ...(words === undefined ? {} : { words }) });
  }).finally(() => URL.revokeObjectURL(address));
  return worker;
}

/** The text of the server's messages in the language of the editor; undefined for English and where there is none. */
async function wordsOf(extension: vscode.Uri): Promise<string | undefined> {
  if (/^en\b/.test(vscode.env.language)) return undefined;
  const file = vscode.Uri.joinPath(extension, 'l10n', `server.${vscode.env.language}.json`);
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}

function kindOf(type: vscode.FileType): Pick<FileStatView, 'kind' | 'isLink'> {
  const kind = type & vscode.FileType.Directory ? 'folder' : type & vscode.FileType.File ? 'file' : 'other';
  return { kind, isLink: (type & vscode.FileType.SymbolicLink) !== 0 };
}

async function statOf(uri: vscode.Uri): Promise<FileStatView | null> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    return { ...kindOf(type), size };
  } catch {
    return null;
  }
}

async function entriesOf(uri: vscode.Uri): Promise<FileEntryView[] | null> {
  try {
    return (await vscode.workspace.fs.readDirectory(uri)).map(([name, type]) => ({ name, ...kindOf(type) }));
  } catch {
    return null;
  }
}

/** Its size is asked for first, so that no large file travels. */
async function bytesOf({ uri, max }: ReadFileParams): Promise<ReadFileView | null> {
  const file = vscode.Uri.parse(uri);
  const stat = await statOf(file);
  if (stat?.kind !== 'file') return null;
  if (stat.size > max) return { tooLarge: stat.size };
  try {
    const bytes = await vscode.workspace.fs.readFile(file);
    return bytes.length > max ? { tooLarge: bytes.length } : { bytes };
  } catch {
    return null;
  }
}
