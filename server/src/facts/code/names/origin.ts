import type { Value } from '../../../syntax/code/outline.ts';

/** A place in the code from which names are looked up. */
export interface At {
  readonly region: number;
  readonly offset: number;
}

/** An object, struct or composite literal. */
export type ObjectValue = Extract<Value, { kind: 'object' }>;

/** How an instance of a type came to be; inherited: it is one of a class of this file (its region) that extends the type. */
export type Made = 'zero' | 'given' | { readonly inheritedBy: number };

/** What an expression leads to, as far as it can be followed; `names` are the members taken from it. */
export type Origin =
  /** Something imported: `{ module: 'net/http', names: ['Get'] }`. A default import and the module itself are the same. */
  | { readonly kind: 'module'; readonly module: string; readonly names: readonly string[] }
  /** A name that the file does not declare: `fetch`, `process.on`. `window.` and `globalThis.` are taken off. */
  | { readonly kind: 'global'; readonly names: readonly string[] }
  /** What a call gives that does not lead to code of this file. */
  | { readonly kind: 'result'; readonly call: number; readonly names: readonly string[]; readonly holder?: Holder }
  /** A literal, read where it stands. */
  | {
      readonly kind: 'literal';
      readonly value: ObjectValue;
      readonly at: At;
      readonly names: readonly string[];
      readonly holder?: Holder;
    }
  /** An instance known by its declared type alone; `zero` is a zero value made here (`var c http.Client`), `given` came from elsewhere. */
  | {
      readonly kind: 'typed';
      readonly type: TypeName;
      readonly made: Made;
      readonly names: readonly string[];
      readonly holder?: Holder;
    }
  /** An instance of a class or struct of this file. */
  | { readonly kind: 'own'; readonly region: number; readonly names: readonly string[] }
  /** A function of this file. */
  | { readonly kind: 'function'; readonly region: number; readonly names: readonly string[] }
  /** A number, string, list and so on. */
  | { readonly kind: 'value'; readonly value: Value; readonly at: At }
  | {
      readonly kind: 'unknown';
      readonly why: 'parameter' | 'field' | 'spread' | 'element' | 'other';
      /** Last name that was followed. */
      readonly name?: string;
      readonly names: readonly string[];
    };

/** Something with a name that packs may know: a member of a module, or a global. */
export interface Known {
  /** As written in the import. */
  readonly module?: string;
  /** `get`, `create().get`, `Client{}.Do`; `default` for the module itself. */
  readonly name: string;
}

/** A type of an imported module. */
export interface TypeName {
  readonly module: string;
  readonly names: readonly string[];
}

/** The variable or field in which a value was found: what is later assigned to its members or called on it counts. */
export interface Holder {
  readonly name: string;
  /** Later `holder.a.b = value`. */
  readonly members: readonly { readonly names: readonly string[]; readonly value: Value; readonly at: At }[];
  /** Indexes of calls whose callee starts at the holder: `holder.setTimeout(…)`. */
  readonly calls: readonly number[];
}
