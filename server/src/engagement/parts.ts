import type { PartModule } from './part.ts';
import { advice } from './advice.ts';
import { handover } from './handover.ts';
import { oncall } from './oncall.ts';
import { platform } from './platform.ts';
import { shared } from './shared.ts';
import { training } from './training.ts';

/** The parts of an engagement, in the order in which they are shown. */
export const parts: readonly PartModule[] = [advice, training, handover, platform, shared, oncall];
