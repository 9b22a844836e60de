import type * as z from 'zod';
import { stateFormat } from './state/format.ts';
import { adviceFormat } from './advice/format.ts';
import { agreementFormat } from './agreement/format.ts';
import { analysisFormat } from './analysis/format.ts';
import { improvementFormat } from './plan/format.ts';
import { trainingFormat } from './training/format.ts';
import { handoverFormat } from './handover/format.ts';
import { rotationFormat } from './oncall/format.ts';
import { trendFormat } from './trend/format.ts';
import { earlyFormat } from './early/format.ts';
import { platformFormat } from './shared/format.ts';

// The formats of what people write of an engagement, under `.prr/engagement/<service>/`, and of what several services share.
// The published JSON Schemas are generated from here. Unknown keys are allowed and kept.

/** All formats of the engagement, with the file that each is for. */
export const engagementFormats = {
  state: stateFormat,
  advice: adviceFormat,
  agreement: agreementFormat,
  analysis: analysisFormat,
  improvement: improvementFormat,
  training: trainingFormat,
  handover: handoverFormat,
  trend: trendFormat,
  early: earlyFormat,
  platform: platformFormat,
  rotation: rotationFormat,
} as const;
export type FormatName = keyof typeof engagementFormats;
export type Written<F extends FormatName> = z.output<(typeof engagementFormats)[F]>;

export const engagementFolder = '.prr/engagement';
export const rotationFolder = '.prr/rotations';
export { platformFile } from '../model/team-folder.ts';

/** What people wrote of an engagement; the empty value of a format where there is no file. */
export interface Said {
  readonly state: Written<'state'> | undefined;
  readonly advice: Written<'advice'>;
  readonly agreement: Written<'agreement'>;
  readonly analysis: Written<'analysis'>;
  /** By id. */
  readonly improvements: ReadonlyMap<string, Written<'improvement'>>;
  readonly training: Written<'training'>;
  readonly handover: Written<'handover'>;
  readonly trend: Written<'trend'>;
  readonly early: Written<'early'>;
  readonly platform: Written<'platform'>;
  /** By name of the rotation. */
  readonly rotations: ReadonlyMap<string, Written<'rotation'>>;
}
