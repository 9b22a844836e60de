import { advice } from './advice/part.ts';
import { agreement } from './agreement/part.ts';
import { analysis } from './analysis/part.ts';
import { early } from './early/part.ts';
import { handover } from './handover/part.ts';
import { oncall } from './oncall/part.ts';
import type { PartModule } from './part.ts';
import { plan } from './plan/part.ts';
import { platform } from './platform/part.ts';
import { shared } from './shared/part.ts';
import { training } from './training/part.ts';
import { trend } from './trend/part.ts';

/** The parts of an engagement, in the order in which they are shown. */
export const parts: readonly PartModule[] = [
  advice,
  agreement,
  analysis,
  plan,
  training,
  handover,
  trend,
  early,
  platform,
  shared,
  oncall,
];
