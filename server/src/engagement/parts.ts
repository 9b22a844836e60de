import { advice } from './advice.ts';
import { agreement } from './agreement.ts';
import { analysis } from './analysis.ts';
import { early } from './early.ts';
import { handover } from './handover.ts';
import { oncall } from './oncall.ts';
import type { PartModule } from './part.ts';
import { plan } from './plan.ts';
import { platform } from './platform.ts';
import { shared } from './shared.ts';
import { training } from './training.ts';
import { trend } from './trend.ts';

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
