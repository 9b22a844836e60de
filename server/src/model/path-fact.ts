import type { CodeLanguageName } from './link-fact.ts';
import type { Span } from './span.ts';

/**
 * The functions of a code file, with the calls in them that may be of the workspace: what ways of requests are drawn from.
 *
 * A *symbol* names what an expression stands for, as far as the file tells: `MODULE#NAME`, the module as written and empty for
 * the file's own (Go, Java: its package's own), then `.member`, `{}` for an instance of a type and `()` for what a call gives:
 * `./pay#Pay{}.charge`, `#NewServer().handle`. `#@12` is a function of this file that has no name outside, by its `id`.
 */
export interface FileFunctions {
  readonly kind: 'functions';
  readonly span: Span;
  readonly language: CodeLanguageName;
  /** In the order of the text. */
  readonly functions: readonly FunctionLink[];
  readonly classes: readonly ClassLink[];
  /** Symbols of what other names of the file stand for; `*` lists modules whose names are all taken over, with spaces between. */
  readonly names: Readonly<Record<string, string>>;
  readonly entries: readonly EntryLink[];
  readonly limits: readonly LimitLink[];
  /** Function literals that run later or beside: who called does not wait for what is in them. */
  readonly apart: readonly Span[];
}

/** A function, or a part of the file that runs as one. */
export interface FunctionLink {
  /** Empty where it has none. */
  readonly name: string;
  readonly owner?: string;
  /** A method of Go with the types that it takes and gives: `Get(string)Order,error`. */
  readonly signature?: string;
  readonly span: Span;
  /** Where it has no name outside. */
  readonly id?: number;
  /** The `id` or name is of a function within this one. */
  readonly inside?: string;
  readonly async?: true;
  /** What carries deadline and cancellation here, as it is written: `ctx`, `r.Context()`, `signal`, `timeout`. */
  readonly carries?: string;
  /** It takes the request itself: a handler, by its parameters. */
  readonly handles?: true;
  /** It has the form of an RPC, where the language shows it. */
  readonly answers?: true;
  /** What holds where a caller gives nothing for it: no limit, or this many milliseconds. */
  readonly carriesDefault?: number | 'none' | 'unknown';
  /** Which argument it is. */
  readonly carriedAt?: number;
  /** Symbol of what it gives. */
  readonly gives?: string;
  readonly calls: readonly CallLink[];
}

/** A call that may be of the workspace, or that leaves the process. */
export interface CallLink {
  readonly span: Span;
  /** Symbol of what it calls. */
  readonly to?: string;
  /** `Payment.Charge`: the method of a gRPC service that it calls. */
  readonly rpc?: string;
  /** The context that it is given. */
  readonly passes?: Passed;
  /** Where it is given no context: how many arguments without a name it has. */
  readonly positions?: number;
  /** It is a statement of its own that does not wait for what it calls, if that is asynchronous. */
  readonly loose?: true;
}

/**
 * `own`: the one that the function was given; `fresh`: one that never ends; `timed`: one with a deadline; `within`: it is
 * ended from around; `unknown`: something that may have one.
 */
export interface Passed {
  readonly is: 'own' | 'fresh' | 'timed' | 'within' | 'unknown';
  /** What says so, as written: `context.WithTimeout`. */
  readonly by?: string;
  readonly at?: Span;
  readonly ms?: number;
}

/** A class, struct or interface. */
export interface ClassLink {
  readonly name: string;
  /** Symbols of what it extends, implements or embeds. */
  readonly above: readonly string[];
  /** Symbols of what its fields hold. */
  readonly fields: Readonly<Record<string, string>>;
  /** An interface, with its methods where they are known, as signatures. */
  readonly methods?: readonly string[];
}

/** Where something from outside comes in. */
export interface EntryLink {
  readonly span: Span;
  /** What comes in, ready for people: `POST /checkout`, `the RPC Payment.Charge`. */
  readonly words: string;
  readonly waits: 'user' | 'queue';
  /** It is known by its form alone, and counts where nothing else says for what it is called. */
  readonly byForm?: true;
  /** Symbols of the functions that take it, or of the instance whose methods do. */
  readonly to: readonly string[];
  /** The gRPC service whose methods the instance has, or whose `method` the function is. */
  readonly service?: string;
  readonly method?: string;
  /** What limits it where it is registered. */
  readonly limit?: Passed;
}

/** Something that gives requests of a program a deadline, or the calls that it makes. */
export interface LimitLink {
  readonly span: Span;
  readonly of: 'requests' | 'calls';
  /** As written: `middleware.Timeout`. */
  readonly by: string;
  readonly ms?: number;
  /** The text in which routes that are registered have it; absent where that is not known. */
  readonly covers?: Span;
}
