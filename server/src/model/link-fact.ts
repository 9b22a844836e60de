import type { Span } from './span.ts';

/** The languages that are read. */
export type CodeLanguageName = 'typescript' | 'javascript' | 'go' | 'python' | 'java' | 'csharp';

/** A function that stays until the program is told to end, or calls what by its name may. */
export interface StayingFunction {
  readonly name: string;
  /** It waits for a signal, or does its work again and again without an end. */
  readonly itself?: true;
  /** Calls as written: `cmd.WaitForSignal`, `obs.Start`; none that another goroutine makes. */
  readonly calls: readonly string[];
}

/** What a code file runs of other files, and whether a program begins in it. */
export interface ModuleLinks {
  readonly kind: 'module-links';
  /** The first line. */
  readonly span: Span;
  readonly language: CodeLanguageName;
  /** Go's package clause, Java's package. */
  readonly package?: string;
  /** Modules as written: `./client`, `net/http`, `a.b`, `..sibling`; types alone are left out. Each once, in the order of the text. */
  readonly imports: readonly string[];
  /** Python's `from a import b, c` may name modules: `a.b`, `a.c`; Java's `import a.b.*` is `a.b.*`. */
  readonly dynamic?: true;
  /** Python: modules that a string names to Django, as its settings and included URLs do; they are loaded, and not imported. */
  readonly named?: readonly string[];
  /** Python: `INSTALLED_APPS` of Django's settings as written: `cart`, `cart.apps.CartConfig`. */
  readonly apps?: readonly string[];
  /** Python: what the names of modules begin with that are put together: `plugins` of `"plugins." + name`. */
  readonly loads?: readonly string[];
  /**
   * A program begins here: Go's `package main` with `func main`, Java's `static void main`, Python's
   * `if __name__ == '__main__'`, a script with `#!`.
   */
  readonly entry?: 'main' | 'script';
  /** Names of the commands of a program that it registers with a library for command lines; none where they are not all known. */
  readonly commands?: readonly string[];
  /** Go: the branches of a program that runs other modules by a word of its command line. */
  readonly choices?: readonly ModuleChoice[];
  /** Go: `main` and other functions that may keep a program up; each name once. */
  readonly stays?: readonly StayingFunction[];
}

/** A branch of a program, chosen by a word of its command line. */
export interface ModuleChoice {
  /** The words that choose it; where constants name it, the parts of its modules' paths, of which one may be its name. */
  readonly names: readonly string[];
  /** `default`: it is run where no word chooses another. */
  readonly by: 'texts' | 'constants' | 'default';
  /** Modules that are run by this branch and by others alone, as written in the file's imports. */
  readonly modules: readonly string[];
  /** What is mentioned by this branch and by others alone: `cli.NewCommand`, `runServer` for a function of the file. */
  readonly mentions: readonly string[];
}

/** What a Go file declares, each with the names that it mentions: what no declaration that is run mentions is not run. */
export interface GoDeclarations {
  readonly kind: 'go-declarations';
  readonly span: Span;
  /** Imports under a name of the file's own, `.` for one whose names are taken in, `_` for one that is only run: `name path`, a line each. */
  readonly renamed?: string;
  /**
   * A line each: `Charge`, `Server.Run` for a method, `a b` for a variable with several names; `!` before what the start of a program
   * runs. Behind a tab what it mentions: `name` of its own package, `stock.Name` of another, `.name` of a value.
   */
  readonly lines: string;
  /** Where the declaration of each line begins in the text; those of one group begin together. */
  readonly offsets: readonly number[];
}

/** An environment variable that code reads. */
export interface EnvRead {
  readonly kind: 'env-read';
  /** The name. */
  readonly span: Span;
  readonly name: string;
  /** The literal that is taken where it is not set. */
  readonly default?: string;
}

/** What a file makes with the address in a variable of the environment, and the calls on it or with that address. */
export interface Addressed {
  readonly kind: 'addressed';
  /** The first call; empty where other files alone call. */
  readonly span: Span;
  readonly variable: string;
  /** The name by which other files may take it. */
  readonly name?: string;
  /** Last names of the calls. */
  readonly calls: readonly Span[];
}

/** One end of a gRPC service: the stub that calls it, or the program that registers it. */
export interface RpcEnd {
  readonly kind: 'rpc-end';
  readonly span: Span;
  readonly side: 'client' | 'server';
  /** Name of the service in the protocol: `Stock`, without `Client`, `Server`, `Stub`, `Servicer`, `ImplBase`. */
  readonly service: string;
}

/** One end of a topic or queue, as far as its name is written: in the call, or in a constant. */
export interface TopicEnd {
  readonly kind: 'topic-end';
  readonly span: Span;
  /** `names`: a constant that may be the name of one. */
  readonly side: 'publishes' | 'consumes' | 'names';
  /** The product that the call is of; absent for a constant. */
  readonly broker?: 'Kafka' | 'RabbitMQ' | 'NATS' | 'Amazon SQS';
  /** Its name; absent where it is a constant of another file. */
  readonly name?: string;
  /** The constant that holds it. */
  readonly constant?: string;
}

/**
 * Names in a text that may be hosts: of URLs and of `host:port`, and words with a hyphen that are a whole string. They mean
 * something only where a workload is reached by that very name.
 */
export interface HostMentions {
  readonly kind: 'host-mentions';
  /** The first of them. */
  readonly span: Span;
  /** Lower case, each once, with where it was first; `word` for what is only a word with hyphens, `url` for the host of a string that is a URL of HTTP. */
  readonly hosts: readonly { readonly host: string; readonly span: Span; readonly word?: true; readonly url?: true }[];
}

/** A ConfigMap, or what Kustomize makes one of, as far as its values are short texts. */
export interface ConfigValues {
  readonly kind: 'config-values';
  /** The object's name. */
  readonly span: Span;
  readonly name: string;
  readonly namespace?: string;
  readonly values: Readonly<Record<string, string>>;
  /** Names in its files that may be hosts. */
  readonly hosts?: readonly string[];
  /** Paths of files for the environment whose variables it takes in. */
  readonly envs?: readonly string[];
  /** Paths of files that it hands on whole. */
  readonly files?: readonly string[];
}

/** How modules are found around a build file. */
export interface ModuleMap {
  readonly kind: 'module-map';
  readonly span: Span;
  /** `package`: package.json; `tsconfig`: tsconfig and jsconfig; `go`: go.mod; `python`: pyproject.toml, setup.cfg, setup.py. */
  readonly of: 'package' | 'tsconfig' | 'go' | 'python';
  /** Name of the package or the module. */
  readonly name?: string;
  /** Files that others get, or that are run, as written: `main`, `module`, `exports`, `bin`. */
  readonly entries?: readonly string[];
  /** Subpaths of `exports` and `imports`: `./client` → `./dist/client.js`, `#db` → `./src/db.ts`. */
  readonly subpaths?: Readonly<Record<string, string>>;
  readonly baseUrl?: string;
  /** `paths` of a tsconfig. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  readonly extends?: readonly string[];
  readonly outDir?: string;
  readonly rootDir?: string;
  /** Local replacements of go.mod: module → folder as written. */
  readonly replaces?: Readonly<Record<string, string>>;
  /** Console scripts of Python: name → `package.module:function`. */
  readonly scripts?: Readonly<Record<string, string>>;
}

/** A NetworkPolicy, as far as it says by labels which pods may call which. */
export interface NetworkPolicy {
  readonly kind: 'network-policy';
  /** The object's name. */
  readonly span: Span;
  readonly name: string;
  /** Labels of the pods that it is for. */
  readonly pods: Readonly<Record<string, string>>;
  /** Labels of pods in its namespace that may call these. */
  readonly from: readonly Readonly<Record<string, string>>[];
  /** Labels of pods in its namespace that these may call. */
  readonly to: readonly Readonly<Record<string, string>>[];
}
