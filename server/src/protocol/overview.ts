import type { ServiceView } from '../protocol.ts';
import type { Summary } from '../report/summary-format.ts';

/** What the overview page shows: one service, or the list of all. */
export interface OverviewView {
  /** `reading` while the workspace is read, or why it could not be. */
  readonly state: 'reading' | 'ready' | 'failed';
  readonly failure?: string;
  /** All services, with what a list of many needs. */
  readonly services: readonly ServiceRow[];
  /** The service that was asked for, or the only one. */
  readonly chosen?: ChosenService;
  /** A service was asked for and is not there. */
  readonly missing?: string;
}

export interface ServiceRow extends ServiceView {
  /** `1`, `2`, `3`; absent where it is assumed. */
  readonly tier?: string;
  readonly phase?: string;
  readonly owner?: string;
  /** Findings that are not ignored. */
  readonly findings: number;
  /** Items that are not so. */
  readonly bad: number;
  /** Items that want an answer, or a fresh look. */
  readonly open: number;
  readonly good: number;
}

export interface ChosenService {
  readonly service: string;
  /** URI of the workspace folder; places in the summary are relative to it. */
  readonly folder: string;
  /** The file that describes it, relative to the folder. */
  readonly descriptor?: string;
  /** The same data as the exported summary. */
  readonly summary: Summary;
}
