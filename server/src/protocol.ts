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
  /** AnswerParams → ChangeView; an answer of `none` takes it back. */
  answer: 'prr/answer',
  /** ServiceParams → ProfileView | null */
  profile: 'prr/profile',
  /** DescribeParams → ChangeView */
  describe: 'prr/service/describe',
  /** ServiceParams → DraftedView; makes a descriptor from what was seen where there is none */
  draftDescriptor: 'prr/service/draft',
  /** ChangeView → null */
  undo: 'prr/undo',
  /** () → NoteView[] */
  notes: 'prr/notes',
  /** NoteParams → NoteView */
  addNote: 'prr/note/add',
  /** NoteChange → NoteView */
  changeNote: 'prr/note/change',
  /** NoteRef → RemovedNoteView */
  removeNote: 'prr/note/remove',
  /** RemovedNoteView → NoteView | null: brings the whole thread back as it was. */
  restoreNote: 'prr/note/restore',
  /** ToolCall → ToolAnswerView */
  callTool: 'prr/assistant/call',
  /** ChatParams → ChatView | null; nothing for a command that is none */
  chat: 'prr/assistant/chat',
  /** () → ProposalView[] */
  proposals: 'prr/proposals',
  /** ProposalParams → ChangeView | null: the answer that can be undone, nothing for a note */
  acceptProposal: 'prr/proposal/accept',
  /** ProposalRef → ChangeView */
  deleteProposal: 'prr/proposal/delete',
  /** () → GuideEntry[] */
  guidePages: 'prr/guide/pages',
  /** { query } → GuideHit[] */
  guideSearch: 'prr/guide/search',
  /** { ref } → GuidePageView | null */
  guidePage: 'prr/guide/page',
  /** GuideBranchParams → GuideNodeView[]; the top without any */
  guideTree: 'prr/guide/tree',
  /** () → GuideFolderView[] */
  guideFolders: 'prr/guide/folders',
  /** DraftPageParams → DraftedPage; never writes over a file */
  draftPage: 'prr/guide/draft',
  /** FindingsParams → FindingsView */
  findings: 'prr/findings',
  /** () → SuppressionView[] */
  suppressions: 'prr/suppressions',
  /** SummaryParams → SummaryView */
  summary: 'prr/summary',
  /** ServiceParams → null; records the state as exported, for the next summary to compare with */
  recordExport: 'prr/summary/record',
  /** ServiceParams → PreviewView */
  preview: 'prr/summary/preview',
  /** ServiceParams → OverviewView */
  overview: 'prr/overview',
  /** PictureParams → PictureView */
  picture: 'prr/picture',
  /** PictureTextParams → string: the picture in the language of another tool */
  pictureText: 'prr/picture/text',
  /** RenderedParams → RenderedView | null */
  rendered: 'prr/rendered',
  /** ServiceParams → EngagementPage */
  engagement: 'prr/engagement',
  /** ActParams → ChangeView */
  act: 'prr/engagement/act',
  /** DraftParams → DraftView */
  draft: 'prr/engagement/draft',
  /** ObserveParams → ObservedView[]; asks the servers that the params name, in trusted workspaces */
  observe: 'prr/observe',
  /** To the client, where the server runs in a browser: FileRef → FileStatView | null */
  statFile: 'prr/file/stat',
  /** To the client: FileRef → FileEntryView[] | null */
  listFolder: 'prr/file/list',
  /** To the client: ReadFileParams → ReadFileView | null */
  readFile: 'prr/file/read',
  /** To the client: WriteFileParams → null */
  writeFile: 'prr/file/write',
  /** To the client: FileRef → null */
  deleteFile: 'prr/file/delete',
  /** Notification to the server: the user trusts the workspace now */
  trusted: 'prr/trusted',
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
  /** Findings in files that are not deployed, which are not shown until their file is opened. */
  readonly notDeployed?: number;
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

/** Scheme of the read-only files that our client shows pages of the Guide from. */
export const guideScheme = 'prr-guide';

/** Commands that code actions and code lenses of the server name, and the client carries out. */
export const command = {
  openGuide: 'prr.openGuide',
  contributePage: 'prr.contributePage',
  addNote: 'prr.addNote',
  suppress: 'prr.suppress',
  turnRuleOff: 'prr.turnRuleOff',
  showReferences: 'prr.showReferences',
} as const;
