import type { ServiceParams } from '../protocol.ts';

export interface SummaryParams extends ServiceParams {
  readonly format: 'markdown' | 'html' | 'json';
}

export interface SummaryView {
  readonly fileName: string;
  readonly content: string;
}
