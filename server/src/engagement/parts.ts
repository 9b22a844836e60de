import type { PartModule } from './part.ts';
import { advice } from './advice.ts';

/** The parts of an engagement, in the order in which they are shown. */
export const parts: readonly PartModule[] = [advice];
