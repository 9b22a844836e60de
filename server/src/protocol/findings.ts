import type { LocationView } from '../protocol.ts';

export interface FindingsParams {
  /** Only findings that are not in the commit that `newSince` names, else in the last commit. */
  readonly onlyNew?: boolean;
}

/** The findings of deployed files, as `prr check` shows them. */
export interface FindingsView {
  readonly state: 'reading' | 'ready' | 'failed';
  readonly findings: readonly FindingView[];
  /** The revision that the findings are new since, where only these were asked for. */
  readonly since?: string;
  /** Why new findings could not be separated from old ones, in a sentence; the list then has all. */
  readonly problem?: string;
}

export interface FindingView {
  readonly rule: string;
  /** What the rule checks, in a sentence. */
  readonly summary: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly at: LocationView;
  /** Further locations of the same fault. */
  readonly also: number;
  /** Names of the services that it belongs to. */
  readonly services: readonly string[];
  /** Guide page of the rule. */
  readonly guide: string;
}
