import { compileFunction } from 'node:vm';
import type * as TreeSitter from 'web-tree-sitter';
import type { Edit, Tree } from 'web-tree-sitter';
import { openEffort, type Allowance } from './effort.ts';
import type { GrammarSource } from './reader.ts';

/** One grammar in one instance of the parser. */
export interface Grammar {
  /**
   * The tree of `text`, for the caller to delete. `last` is the tree of the text before, already edited.
   * Throws `TooMuch`, and whatever the instance fails with.
   */
  parse(text: string, last?: Tree): Tree;
}

/** One instance of the parser, with memory of its own. After a failure inside it, nothing of it can be used any more. */
export interface Instance {
  grammar(name: string): Promise<Grammar>;
  /** What `Tree.edit` takes. */
  edit(edit: Omit<Edit, 'editPoint' | 'editRange'>): Edit;
  /** From now on each question to a node of this instance is a step of `effort`. */
  watch(effort: (() => void) | undefined): void;
}

/** Reports of the parser: one for each hundred of its operations. */
const parsing: Allowance = { stage: 'parsing', base: 1000, perCharacter: 0.05 };

/** Nothing of an instance is finalised after it: a finaliser would run in the memory of an instance that has failed. */
class NoFinalizer {
  register(): void {}
  unregister(): void {}
}

/**
 * A new instance of the parser. The package keeps one for each evaluation of its module and never renews it, and a failed one answers
 * wrongly from then on or never; so the module is evaluated here, once for each instance. It is given no access to anything.
 */
export async function openInstance(grammars: GrammarSource): Promise<Instance> {
  const names = ['web-tree-sitter.cjs', 'web-tree-sitter.wasm'] as const;
  const [script, wasmBinary] = await Promise.all(names.map(grammars));
  const parameters = ['module', 'exports', 'require', '__filename', '__dirname', 'FinalizationRegistry'];
  const evaluate = compileFunction(new TextDecoder().decode(script), parameters, { filename: names[0] });
  const module: { exports: unknown } = { exports: {} };
  evaluate(module, module.exports, () => ({}), names[0], '', NoFinalizer);
  const library = module.exports as typeof TreeSitter;
  let effort: (() => void) | undefined;
  // The run-time fills the object that it is given: its functions are there afterwards.
  const runtime: Record<string, unknown> = { wasmBinary };
  await library.Parser.init(runtime);
  for (const [name, known] of Object.entries(runtime)) {
    if (!name.startsWith('_ts_node_') || typeof known !== 'function') continue;
    const ask = known as (...given: unknown[]) => unknown;
    runtime[name] = (...given: unknown[]) => {
      effort?.();
      return ask(...given);
    };
  }
  const open = async (name: string): Promise<Grammar> => {
    const language = await library.Language.load(await grammars(`tree-sitter-${name}.wasm`));
    const parser = new library.Parser().setLanguage(language);
    return { parse: (text, last) => parse(parser, text, last) };
  };
  const opened = new Map<string, Promise<Grammar>>();
  return {
    grammar(name) {
      const known = opened.get(name);
      if (known) return known;
      const opening = open(name);
      opened.set(name, opening);
      opening.catch(() => opened.delete(name));
      return opening;
    },
    edit: (edit) => new library.Edit(edit),
    watch(next) {
      effort = next;
    },
  };
}

function parse(parser: TreeSitter.Parser, text: string, last: Tree | undefined): Tree {
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
  const tree = parser.parse(text, last ?? null, { progressCallback });
  if (tree) return tree;
  parser.reset();
  throw tooMuch instanceof Error ? tooMuch : new Error('the parser gave no tree');
}
