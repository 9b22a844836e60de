import type { DraftDocument, EngagementView } from '../model/engagement.ts';
import type { ServiceParams, ServiceView } from '../protocol.ts';

export type {
  Action,
  Block,
  Cell,
  DraftDocument,
  EngagementView,
  Field,
  PartId,
  PartStep,
  PartView,
  Row,
  TableRow,
  Tone,
} from '../model/engagement.ts';

/** What the engagement page shows. */
export interface EngagementPage {
  /** `reading` while the workspace is read. */
  readonly state: 'reading' | 'ready' | 'failed';
  readonly failure?: string;
  /** Names of all services, for a choice. */
  readonly services: readonly Pick<ServiceView, 'name' | 'folder' | 'folderName'>[];
  /** The service that was asked for, or the first; absent where there is none. */
  readonly view?: EngagementView;
  /** URI of its workspace folder; places are relative to it. */
  readonly folder?: string;
}

/** A form that a person has filled in. */
export interface ActParams extends ServiceParams {
  readonly service: string;
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
  readonly by: string;
}

/** A draft of a part. */
export interface DraftParams extends ServiceParams {
  readonly service: string;
  readonly part: string;
  readonly draft: string;
}
export type DraftView = DraftDocument;
