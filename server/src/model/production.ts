import type { Place } from './span.ts';

/**
 * The production picture: what is deployed, what starts it, what it reaches and on what it depends.
 * Plain data, each part with the places that show it; what could not be determined is `unknown`, never left out.
 */
export interface ProductionPicture {
  readonly programs: readonly Program[];
  readonly workloads: readonly DeployedWorkload[];
  readonly services: readonly DeployedService[];
  readonly dependencies: readonly Dependency[];
  /** By file; a file that is not in it was not looked at. */
  readonly standing: ReadonlyMap<string, FileStanding>;
  /** Nothing in the repository says what is deployed, so that every program counts as deployed. */
  readonly undeclared: boolean;
}

/** Where something runs; `production` unless something says otherwise. */
export type Environment = 'production' | 'staging' | 'development';

/** Something that starts a program. */
export interface Start {
  /** How: `Dockerfile`, `compose`, `Kubernetes`, `package.json`, `Procfile`, `systemd`, `serverless`, `CI`, … */
  readonly by: string;
  /** The command as words, where it is written: `node dist/main.js`. */
  readonly command?: readonly string[];
  readonly environment: Environment;
  /** It only serves development, tests or the build. */
  readonly develops?: true;
  readonly at: Place;
  /** One clause, ready for people: `the Dockerfile runs node dist/main.js`. */
  readonly because: string;
}

export type ProgramKind = 'server' | 'worker' | 'job' | 'function' | 'command' | 'site' | 'library';

/** A program with its own entry. */
export interface Program {
  /** Unique: the path of the entry file, or of its folder where the language is not read. */
  readonly id: string;
  readonly kind: ProgramKind;
  /** `go`, `typescript`, `javascript`, `python`, `java`; another word for a language that is not read. */
  readonly language: string;
  /** The file that runs first; absent for a language that is not read. */
  readonly entry?: string;
  /** Folder that its code is in; `` for the workspace's own. */
  readonly folder: string;
  readonly starts: readonly Start[];
  /** Files that it can run, its entry among them. */
  readonly files: ReadonlySet<string>;
  /** Go: files that it takes in with a package, and of which it runs nothing. */
  readonly idle: ReadonlySet<string>;
  /** Go: by file, the declarations that it runs, `Server.Run` for a method. */
  readonly live: ReadonlyMap<string, ReadonlySet<string>>;
  /** Folders in which a loader may load what it likes: their files are `unknown`, never `unreached`. */
  readonly loads: ReadonlySet<string>;
  /** Id of the whole program, of which it is the branch that a word of its start chooses. */
  readonly branchOf?: string;
  /** It runs one of its branches, and which is not known: `files` holds those of all. */
  readonly undecided?: true;
}

/** A workload of a cluster or a service of a compose file, in all its environments. */
export interface DeployedWorkload {
  /** Unique. */
  readonly name: string;
  /** What its object is called, where others of another namespace are called so too: then `name` holds the namespace. */
  readonly object?: { readonly name: string; readonly namespace: string };
  /** `Deployment`, `StatefulSet`, `CronJob`, …, `compose`. */
  readonly kind: string;
  readonly environments: readonly { readonly environment: Environment; readonly at: Place }[];
  /** Its containers; `program` is the id of what the container runs, where that is in the workspace. */
  readonly containers: readonly { readonly name: string; readonly image?: string; readonly program?: string }[];
  /** Hosts by which others reach it: names of the Services that select it, its own name in compose. */
  readonly hosts: readonly string[];
  /** Values of its environment, from the manifest and the ConfigMaps that it names; no secrets. */
  readonly env: ReadonlyMap<string, { readonly value: string; readonly at: Place }>;
  /** Other values that variables have where it is deployed in another way: with another compose file beside its own. */
  readonly otherwise?: readonly { readonly name: string; readonly value: string; readonly at: Place }[];
}

/** A deployed program with its workload: what the review is about. */
export interface DeployedService {
  /** What the deployment calls it; unique. */
  readonly name: string;
  /** Former derivations of the name, under which people may have said something. */
  readonly was: readonly string[];
  readonly workload?: string;
  /** Id of its program; absent where its code is not here. */
  readonly program?: string;
  /** Folder of its program's project. */
  readonly root?: string;
  readonly environments: readonly Environment[];
  readonly because: string;
  readonly places: readonly Place[];
}

export type DependencyKind = 'service' | 'datastore' | 'queue' | 'third-party' | 'unknown';

/** A call on the way of a request, or the place where the request comes in. */
export interface PathStep extends Place {
  /** What is there, ready for people: `the route POST /checkout`, `calls reserve`. */
  readonly words: string;
}

/** How a request of users, or a message, reaches a place in the code. */
export interface RequestPath {
  /** The route, RPC handler or consumer first; then each call, the one that reaches the place last. */
  readonly steps: readonly PathStep[];
  /** Who waits for it: somebody who sent a request, or only the next message. */
  readonly waits: 'user' | 'queue';
  /**
   * What ends the wait from outside of the place: `limited` by a context, server or middleware on the way; `none` where the way was
   * followed whole and nothing does; `unknown` where it could not be followed.
   */
  readonly limit: 'limited' | 'none' | 'unknown';
  /** One clause, ready for people: `the request's own context has no deadline`, `withTimeout gives 2s at …`. */
  readonly because: string;
  /** Where the limit is given, if one is. */
  readonly at?: Place;
  /** Milliseconds, where the limit is written. */
  readonly limitMs?: number;
  /** What carries deadline and cancellation in the nearest function of the way before the last that has it: `ctx`, `r.Context()`. */
  readonly carrier?: string;
}

/** That a service needs another. */
export interface Dependency {
  /** Name of a service. */
  readonly from: string;
  /** Name of a service, or what the target is called where it is none: `postgres`, `api.stripe.com`, `PAYMENT_URL`. */
  readonly to: string;
  readonly kind: DependencyKind;
  /** How it is known: `the environment variable STOCK_ADDR`, `the gRPC service Stock`, `a literal host`. */
  readonly via: string;
  readonly places: readonly Place[];
}

/**
 * What a file is for: `serves` (a deployed server or site), `works` (a worker or consumer), `runs-once` (a job, migration,
 * function on a schedule), `operates` (a tool that people of production run), `develops` (only development, test, CI or
 * build start it), `unreached` (nothing seen starts it), `unknown` (its language or its loader is not read).
 */
export type Standing = 'serves' | 'works' | 'runs-once' | 'operates' | 'develops' | 'unreached' | 'unknown';

export interface FileStanding {
  readonly standing: Standing;
  /** One clause, ready for people. */
  readonly because: string;
  /** Ids of the programs that reach it. */
  readonly programs: readonly string[];
}
