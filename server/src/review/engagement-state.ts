import * as z from 'zod';
import { isDay } from '../model/day.ts';
import { engagementStates, type EngagementState } from '../model/engagement.ts';
import type { Place } from '../model/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readFormat } from './read-format.ts';

export const engagementFolder = '.prr/engagement';

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a date like 2026-11-21', abort: true })
  .refine(isDay, 'it is no day of the calendar');
const name = z.string().min(1).max(200);
const words = z.string().min(1).max(5000);

/** `state.yaml`: where the engagement stands. Recorded, never guessed. */
export const stateFormat = z
  .looseObject({
    state: z.enum(engagementStates).describe('Where the engagement stands.'),
    since: date.describe('Since when.'),
    by: name.describe('Who says so.'),
    reason: words.optional().describe('Why.'),
    agreement: words.optional().describe('What was agreed, or where it stands.'),
    next: date.optional().describe('When to look again.'),
    history: z
      .array(z.looseObject({ state: z.enum(engagementStates), since: date, by: name, reason: words.optional() }))
      .max(500)
      .optional()
      .describe('States before, oldest first.'),
  })
  .describe('Where the engagement of a service stands.');

/** States in which somebody else may come to run the service. */
const leadsToHandover: ReadonlySet<EngagementState> = new Set([
  'engagement',
  'analysis',
  'improvements',
  'training',
  'onboarding',
]);

/** Where it is recorded that a hand-over is in view; undefined where it is not. */
export async function handoverInView(
  workspace: Workspace,
  names: readonly string[],
): Promise<{ readonly because: string; readonly at: Place } | undefined> {
  for (const service of names) {
    const file = `${engagementFolder}/${service}/state.yaml`;
    const content = await workspace.read(file);
    if (!content) continue;
    if ('problem' in content) return undefined;
    const { value } = readFormat({ file, text: content.text }, stateFormat, { lenient: 'entries', blanks: true });
    if (!value || !leadsToHandover.has(value.state)) return undefined;
    return {
      because: `its engagement is in ${value.state} since ${value.since}`,
      at: { file, span: { start: 0, end: 0 } },
    };
  }
  return undefined;
}
