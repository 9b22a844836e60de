import type { PartModule } from './part.ts';
import { advice } from './advice.ts';
import { plan } from './plan.ts';
import { trend } from './trend.ts';
import { platform } from './platform.ts';
import { shared } from './shared.ts';

/** The parts of an engagement, in the order in which they are shown. */
export const parts: readonly PartModule[] = [advice, plan, trend, platform, shared];
