import { compileFunction } from 'node:vm';
import type * as TreeSitter from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';
import { openEffort, type Allowance } from '../../../server/src/syntax/code/effort.ts';

/** One grammar in one instance of the parser. */
export interface Grammar {
  /** The tree of `text`, for the caller to delete. Throws `TooMuch`, and whatever the instance fails with. */
  parse(text: string): Tree;
}

/** One instance of the parser, with memory of its own. After a failure inside it, nothing of it can be used any more. */
export interface Instance {
  grammar(name: string): Promise<Grammar>;
}

/** Reports of the parser: one for each hundred of its operations. */
const parsing: Allowance = { stage: 'parsing', base: 300, perCharacter: 0.04 };

/** Nothing of an instance is finalised after it: a finaliser would run in the memory of an instance that has failed. */
class NoFinalizer {
  register(): void {}
  unregister(): void {}
}

/** A compiled module, which nothing here looks into. */
type Compiled = object;
type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** As much as is used here; the types of the language do not name it. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<Compiled>;
  readonly Instance: new (module: Compiled, imports: Imports) => object;
};

/** The parts that instances are made of, each read and compiled once. */
export interface Parts {
  script(): Promise<string>;
  module(name: string): Promise<Compiled>;
}

/** Parts from files; one that cannot be read is asked for again the next time. */
export function openParts(grammars: GrammarSource): Parts {
  const script = remembered(async (name) => new TextDecoder().decode(await grammars(name)));
  const module = remembered(async (name) => WebAssembly.compile(await grammars(name)));
  return { script: () => script('web-tree-sitter.cjs'), module };
}

function remembered<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const before = known.get(name);
    if (before) return before;
    const made = make(name);
    known.set(name, made);
    made.catch(() => known.delete(name));
    return made;
  };
}

/**
 * A new instance of the parser. The package keeps one for each evaluation of its module and never renews it, and a failed one answers
 * wrongly from then on or never; so the module is evaluated here, once for each instance. It is given no access to anything.
 */
export async function openInstance({ script, module }: Parts): Promise<Instance> {
  const [text, compiled] = await Promise.all([script(), module('web-tree-sitter.wasm')]);
  const library = evaluate(text);
  // The run-time fills the object that it is given: its functions are there afterwards.
  const runtime: Record<string, unknown> = {};
  let stack: { value: number } | undefined;
  runtime['instantiateWasm'] = (imports: Imports, take: (made: object, from: Compiled) => void) => {
    stack = imports['env']?.['__stack_pointer'] as typeof stack;
    take(new WebAssembly.Instance(compiled, imports), compiled);
  };
  await library.Parser.init(runtime);
  if (stack) stack.value = topOfLargeStack(runtime);
  return {
    grammar: remembered(async (name) => {
      const language = library.Language.loadSync(await module(`tree-sitter-${name}.wasm`));
      const parser = new library.Parser().setLanguage(language);
      return { parse: (code) => parse(parser, code) };
    }),
  };
}

function evaluate(script: string): typeof TreeSitter {
  const parameters = ['module', 'exports', 'require', '__filename', '__dirname', 'FinalizationRegistry'];
  const file = 'web-tree-sitter.cjs';
  const module: { exports: unknown } = { exports: {} };
  compileFunction(script, parameters, { filename: file })(module, module.exports, () => ({}), file, '', NoFinalizer);
  return module.exports as typeof TreeSitter;
}

/** Bytes of the parser's stack; only what is used of them takes memory. */
const stackBytes = 32 * 1024 * 1024;

/**
 * The parser's own stack of 64 kB lies above its data, and what nests deeply runs over them unnoticed: the parser then fails, answers
 * wrongly or never. With a stack that is larger than what the engine grants to calls, a deep nesting ends in a plain `RangeError`.
 */
function topOfLargeStack(runtime: Readonly<Record<string, unknown>>): number {
  const bottom = (runtime['_malloc'] as (bytes: number) => number)(stackBytes);
  if (bottom === 0) throw new Error('there is no memory for the parser');
  return (bottom + stackBytes) & ~15;
}

function parse(parser: TreeSitter.Parser, text: string): Tree {
  const step = openEffort(parsing, text.length);
  let tooMuch: unknown;
  // An error may not pass through the parser: it would leave its memory half changed.
  const progressCallback = () => {
    try {
      step();
      return false;
    } catch (error) {
      tooMuch = error;
      return true;
    }
  };
  const tree = parser.parse(text, null, { progressCallback });
  if (tree) return tree;
  parser.reset();
  throw tooMuch instanceof Error ? tooMuch : new Error('the parser gave no tree');
}

/** Gives the bytes of a file of the parser: `web-tree-sitter.cjs`, `web-tree-sitter.wasm`, or a grammar such as `tree-sitter-go.wasm`. */
export type GrammarSource = (name: string) => Promise<Uint8Array>;
