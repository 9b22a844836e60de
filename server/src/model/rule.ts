import type { FactKind, FactOf } from './fact.ts';
import type { ProductionPicture, RequestPath } from './production.ts';
import type { Place, Span } from './span.ts';
import type { Aspect, Fix, Related, Severity } from './site.ts';

/** What the file of a rule says; `rule()` below types it. */
export interface RuleLogic<K extends FactKind = FactKind> {
  readonly severity: Exclude<Severity, 'error'>;
  /** What its breach does to the users of the service; the first kinds come first in a summary. */
  readonly harm: Harm;
  /** `file`: the facts of one file suffice; `project`: several files of one kind; `cross`: joins artefacts of different kinds. */
  readonly scope: 'file' | 'project' | 'cross';
  /** Of scope `file`: it says more when the workspace has been read whole, and is judged once more then; `production` tells when. */
  readonly refines?: true;
  readonly since: string;
  readonly fix: Fix['safety'] | 'none';
  /**
   * Keys and kinds of objects whose absence it finds fault with, those that are asked for first: where a value of a chart leaves
   * one out, the finding is at that value.
   */
  readonly misses?: readonly string[];
  /** The kinds of fact that it judges; the engine calls `check` once for each such fact. */
  readonly reads: readonly K[];
  check(fact: FactOf<K>, context: RuleContext): void;
}

/** A rule as it judges: its id and its aspect come from the name and the folder of its file. */
export interface RuleCode extends RuleLogic {
  /** The catalogue's id: name of the file, fixtures, documentation, diagnostic code, guide anchor, checklist item. */
  readonly id: string;
  readonly aspect: Aspect;
}

/** A rule with its page: the Markdown file beside it. */
export interface Rule extends RuleCode, RulePage {}

/** What people read of a rule. */
export interface RulePage {
  /** States the good state, in a few words. */
  readonly summary: string;
  readonly docs: RuleDocs;
}

/** `outage`: all users, for long; `errors`: some requests, at each occasion; `repair`: an outage lasts longer, or is seen later. */
export const harms = ['outage', 'errors', 'repair'] as const;
export type Harm = (typeof harms)[number];

/** Documentation that is run: each `bad` gives exactly one finding of the rule, each `good` none. */
export interface RuleDocs {
  /** What happens to users of the service, and when. */
  readonly why: string;
  /** What to do, in the imperative. */
  readonly remedy: string;
  /** Guide page, with an optional `#heading`. */
  readonly guide: string;
  readonly examples: readonly RuleExample[];
}

export interface RuleExample {
  /** Shown above the example. */
  readonly title: string;
  readonly bad: ExampleFiles;
  readonly good: ExampleFiles;
}

/** Files by path; the first is the one that the finding is in. */
export type ExampleFiles = Readonly<Record<string, string>>;

/** What the team decided about things on which good teams differ. */
export interface Conventions {
  /** Labels that each alert must have; `team|owner` asks for one of them. */
  readonly alertLabels: readonly string[];
  /** The same for annotations. */
  readonly alertAnnotations: readonly string[];
}

/** What a rule may see beside its fact, and how it says what it saw. */
export interface RuleContext {
  /** The fact's file. */
  readonly file: string;
  readonly conventions: Conventions;
  /** Facts of the same file. */
  inFile<F extends FactKind>(kind: F): readonly FactOf<F>[];
  /** Facts of the service that the file belongs to; the whole workspace where services cannot be told apart. */
  inService<F extends FactKind>(kind: F): readonly Located<FactOf<F>>[];
  /** The same with the code that it may share with other services; all where services cannot be told apart. */
  withShared<F extends FactKind>(kind: F): readonly Located<FactOf<F>>[];
  inWorkspace<F extends FactKind>(kind: F): readonly Located<FactOf<F>>[];
  /** Facts of the service whose code runs in the container with this name or image; undefined when that cannot be told. */
  inServiceOf<F extends FactKind>(
    container: { name: string; image?: string; owner: string },
    kind: F,
  ): readonly Located<FactOf<F>>[] | undefined;
  /** Whether the workspace has a file or folder at this path (relative to its root). */
  hasFile(path: string): boolean;
  /** What is deployed; undefined until the workspace has been read whole. */
  production(): ProductionPicture | undefined;
  /** How a request of users reaches a place of the fact's file; undefined where none is seen to, or nothing is known of paths. */
  onPath(span: Span): RequestPath | undefined;
  /** It is as it should be here. */
  shown(span: Span, message: string, evidence?: Evidence): void;
  /** It is not. */
  violated(span: Span, message: string, evidence?: Evidence & { fixes?: readonly Fix[] }): void;
  /** It cannot be told; `ask` says what would tell. */
  cannotTell(span: Span, message: string, ask: string, evidence?: Evidence): void;
}

/** The part of a context that joins facts of the whole workspace. */
export type WorkspaceFacts = Pick<RuleContext, 'inWorkspace'>;

export interface Evidence {
  readonly related?: readonly Related[];
}

/** A fact with the file that it stands in. */
export interface Located<F> {
  readonly file: string;
  readonly fact: F;
}

/** Types a rule's `check` by the kinds of fact that it reads; the engine hands it no others. */
export function rule<const K extends FactKind>(definition: RuleLogic<K>): RuleLogic {
  return definition as unknown as RuleLogic;
}

/** A place with words, from a fact elsewhere. */
export function related(located: Located<{ span: Span }>, message: string): Related {
  const place: Place = { file: located.file, span: located.fact.span };
  return { ...place, message };
}
