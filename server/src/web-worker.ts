// Entry of the web worker: gives the bundle that Node runs too what it takes from Node in a browser, and starts the server in it.
import { Buffer, setImmediate } from '../tools/browser-shims.ts';
import paths from '../tools/browser-paths.ts';
import type { startBrowser } from './core.ts';

interface Start {
  /** The text of `core.cjs`. */
  readonly core: string;
  /** The text of `data.json`. */
  readonly data: string;
  /** The text of the server's messages in the editor's language; absent for English. */
  readonly words?: string;
}

/** The worker itself. */
const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'onmessage'> & {
  importScripts(address: string): void;
  /** The bundle as a function of what it takes from Node. */
  runCore(...given: readonly unknown[]): void;
};

const process = { env: {}, emitWarning: (warning: unknown) => console.warn(warning) };
const modules: Readonly<Record<string, unknown>> = {
  'node:path': paths,
  process,
  buffer: { Buffer },
};

function load(name: string): unknown {
  if (!Object.hasOwn(modules, name)) throw new Error(`${name} is not available in a browser`);
  return modules[name];
}

Object.assign(globalThis, { setImmediate });

// The answer is null once the server listens, else why it does not.
scope.onmessage = async ({ data: { core, data, words } }: { data: Start }) => {
  try {
    const module = { exports: {} as { startBrowser: typeof startBrowser } };
    // One bundle for both saves a megabyte of the extension. It is a script of its own, as no text may be evaluated everywhere.
    const parts = ['self.runCore = (module, exports, require, process, Buffer) => {', core, '\n};'];
    const address = URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));
    scope.importScripts(address);
    URL.revokeObjectURL(address);
    scope.runCore(module, module.exports, load, process, Buffer);
    await module.exports.startBrowser(data, words);
    scope.postMessage(null);
  } catch (error) {
    scope.postMessage(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
};
