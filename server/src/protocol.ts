/**
 * Custom requests between client and server, as plain data; the only server file that the client imports.
 * Lines and characters are 0-based and UTF-16, as in LSP; URIs are strings.
 */
export const method = {
  /** () → StatusView */
  status: 'prr/status',
  /** () → ServiceView[] */
  services: 'prr/services',
  /** ServiceParams → ChecklistView | null; without a service, of the first */
  checklist: 'prr/checklist',
  /** AnswerParams → null; an answer of `none` takes it back. */
  answer: 'prr/answer',
  /** () → NoteView[] */
  notes: 'prr/notes',
  /** NoteParams → NoteView */
  addNote: 'prr/note/add',
  /** NoteChange → NoteView | null (null when it was removed) */
  changeNote: 'prr/note/change',
  /** () → GuideEntry[] */
  guidePages: 'prr/guide/pages',
  /** { query } → GuideHit[] */
  guideSearch: 'prr/guide/search',
  /** { ref } → GuidePageView | null */
  guidePage: 'prr/guide/page',
  /** () → SuppressionView[] */
  suppressions: 'prr/suppressions',
  /** { service?, format } → SummaryView */
  summary: 'prr/summary',
  /** Notification from the server: Changed */
  changed: 'prr/changed',
} as const;

export interface LocationView {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
  /** Path relative to the workspace folder, for display. */
  readonly path: string;
}

/** What a `prr/changed` notification says has changed. */
export interface Changed {
  readonly what: readonly ('checklist' | 'notes' | 'guide' | 'status' | 'services')[];
}

export interface StatusView {
  readonly state: 'starting' | 'reading' | 'ready' | 'failed';
  /** Files read, and all that must be read, while reading. */
  readonly done: number;
  readonly total: number;
  readonly files: number;
  readonly findings: number;
  readonly services: number;
  /** What was left out and why, most first: "123 tests". */
  readonly leftOut: readonly string[];
  /** Problems that a user can mend, one sentence each: a broken pack, a file that could not be read. */
  readonly problems: readonly string[];
  /** Files that could not be read, each with its reason: "src/big.ts: it is larger than 1 MB". */
  readonly unread?: readonly string[];
  /** For `failed`: what went wrong, in a sentence. */
  readonly failure?: string;
  /** Only findings that are new since this git revision are shown and counted. */
  readonly newSince?: string;
}

/** A service is known by its name within a workspace folder (a URI). */
export interface ServiceParams {
  readonly service?: string;
  readonly folder?: string;
}

export interface ServiceView {
  readonly name: string;
  readonly root?: string;
  readonly because: string;
  /** URI of the workspace folder. */
  readonly folder: string;
  /** Its name for people, where there are several folders. */
  readonly folderName?: string;
}

export interface ChecklistView {
  readonly service: string;
  readonly folder: string;
  /** All services of the workspace, this one among them. */
  readonly services: readonly ServiceView[];
  readonly aspects: readonly AspectView[];
}

export interface AspectView {
  readonly id: string;
  /** Two or three words. */
  readonly name: string;
  /** As the chapter words it. */
  readonly title: string;
  readonly items: readonly ItemView[];
}

export interface ItemView {
  readonly id: string;
  /** A few words. */
  readonly title: string;
  readonly question: string;
  readonly why: string;
  readonly guide: string;
  readonly source: string;
  readonly state: 'shown' | 'violated' | 'cannot-tell' | 'not-applicable' | 'unanswered' | 'yes' | 'no';
  readonly because: string;
  /** A person's word counts for this item: it has no checks, or they show a part only. */
  readonly answerable: boolean;
  readonly wanted: string;
  readonly evidence: readonly EvidenceView[];
  /** Sites beyond those in `evidence`. */
  readonly more: number;
  readonly answer?: AnswerView;
  readonly stale?: string;
}

export interface EvidenceView {
  readonly verdict: 'shown' | 'violated' | 'cannot-tell';
  readonly rule: string;
  readonly message: string;
  /** For `cannot-tell`: what would tell. */
  readonly ask?: string;
  readonly at: LocationView;
}

export interface AnswerView {
  readonly answer: 'yes' | 'no' | 'not-applicable';
  readonly reason: string;
  readonly by: string;
  readonly date: string;
  readonly link?: string;
}

export interface AnswerParams {
  readonly service: string;
  readonly folder?: string;
  readonly item: string;
  readonly answer: 'yes' | 'no' | 'not-applicable' | 'none';
  readonly reason: string;
  readonly by: string;
  readonly link?: string;
}

export type NoteKindView = 'question' | 'risk' | 'decision' | 'advice' | 'praise';

export interface NoteView {
  readonly id: string;
  readonly kind: NoteKindView;
  readonly state: 'open' | 'resolved';
  readonly comments: readonly { readonly by: string; readonly at: string; readonly text: string }[];
  /** Absent for a general note and for one whose place is lost. */
  readonly at?: LocationView;
  /** For a note at a line: where it was put. */
  readonly path?: string;
  /** Why the place is lost, and the line (0-based) where it might be. */
  readonly lost?: { readonly reason: string; readonly near?: LocationView };
}

export interface NoteParams {
  readonly kind: NoteKindView;
  readonly text: string;
  readonly by: string;
  /** Absent for a general note. */
  readonly uri?: string;
  readonly line?: number;
  /** URI of the workspace folder that keeps a general note; the first when absent. */
  readonly folder?: string;
}

export type NoteChange =
  | { readonly id: string; readonly change: 'reply'; readonly text: string; readonly by: string }
  | { readonly id: string; readonly change: 'resolve' | 'reopen' | 'remove' }
  | { readonly id: string; readonly change: 'move'; readonly uri: string; readonly line: number };

export interface GuideEntry {
  readonly id: string;
  readonly title: string;
  /** Two or three words; empty for a page of no aspect. */
  readonly aspect: string;
  readonly summary: string;
  readonly origin: 'bundled' | 'organisation';
}

export interface GuideHit extends GuideEntry {
  /** Heading under which it was found, with its anchor. */
  readonly heading?: string;
  readonly anchor?: string;
  readonly excerpt: string;
}

export interface GuidePageView extends GuideEntry {
  readonly markdown: string;
}

/** A comment or annotation that hides findings. */
export interface SuppressionView {
  readonly at: LocationView;
  readonly rules: readonly string[];
  /** Empty where none is given: then it has no effect. */
  readonly reason: string;
  readonly until?: string;
  readonly inForce: boolean;
  readonly hides: number;
}

export interface SummaryParams extends ServiceParams {
  readonly format: 'markdown' | 'html' | 'json';
}

export interface SummaryView {
  readonly fileName: string;
  readonly content: string;
}

/** Commands that code actions and code lenses of the server name, and the client carries out. */
export const command = {
  openGuide: 'prr.openGuide',
  addNote: 'prr.addNote',
  suppress: 'prr.suppress',
  showReferences: 'prr.showReferences',
} as const;
