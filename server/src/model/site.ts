import type { Fact } from './fact.ts';
import type { Edit, Place, Span } from './span.ts';

/** The six aspects of production that the chapter names, in its order, and the process around them. */
export const aspects = [
  'architecture',
  'monitoring',
  'emergency',
  'capacity',
  'change',
  'performance',
  'engagement',
] as const;
export type Aspect = (typeof aspects)[number];

/** The aspects as the chapter words them. */
export const aspectTitles: Readonly<Record<Aspect, string>> = {
  architecture: 'System architecture and interservice dependencies',
  monitoring: 'Instrumentation, metrics and monitoring',
  emergency: 'Emergency response',
  capacity: 'Capacity planning',
  change: 'Change management',
  performance: 'Performance: availability, latency and efficiency',
  engagement: 'Engagement and process',
};

/** Two or three words for each aspect, for lists. */
export const aspectNames: Readonly<Record<Aspect, string>> = {
  architecture: 'Architecture',
  monitoring: 'Monitoring',
  emergency: 'Emergency response',
  capacity: 'Capacity planning',
  change: 'Change management',
  performance: 'Performance',
  engagement: 'Engagement',
};

/** How loud a finding is in the editor. `error` only where a user asks for it. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Three values; silence is never a pass. */
export type Verdict = 'shown' | 'violated' | 'cannot-tell';

/** A place where a rule looked, and what it saw. */
export interface Site {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly file: string;
  readonly span: Span;
  /** One sentence without a full stop: what is so here, with the value. */
  readonly message: string;
  /** For `cannot-tell`: what would tell. */
  readonly ask?: string;
  /** Other places that belong to it. */
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** The fact that was judged; tells which service the site belongs to. */
  readonly fact: Fact;
  /** Names of the services that it concerns; absent where it concerns all that own the fact. */
  readonly services?: readonly string[];
  /** The value in another file by which what it misses is left out. */
  readonly decidedAt?: Place;
  /** Of a site at a value that decided something of a rendered object: the place in the template that writes it. */
  readonly writtenAt?: Place;
}

export interface Related extends Place {
  readonly message: string;
}

/** A repair offered to the user. `safe` keeps what the program does otherwise; `suggestion` wants a look. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'suggestion';
  /** Edits by file. */
  readonly changes: readonly FileChange[];
}

/** Edits to one file; `create` makes the file with `text` first, if it is not there. */
export type FileChange =
  { readonly file: string; readonly edits: readonly Edit[] } | { readonly file: string; readonly create: string };

/** A violated site, as the user sees it. */
export interface Finding extends Site {
  readonly verdict: 'violated';
  readonly severity: Severity;
  /** Why it is not shown by default; absent for a finding that counts. */
  readonly suppressed?: { readonly reason: string; readonly place: Place };
}
