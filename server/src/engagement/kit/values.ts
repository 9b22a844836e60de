import * as z from 'zod';
import { isDay } from '../../model/day.ts';

// What the formats of the engagement are made of.

/** As it is written: it may be no day of the calendar. */
export const writtenDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'a date like 2026-11-21', abort: true });
export const date = writtenDate.refine(isDay, 'it is not a valid date');
/** `2026-11-09T20:00`, with an offset or without; a day alone where the hour is not known. */
export const shiftStart = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(Z|[+-]\d{2}:\d{2})?)?$/, 'a time like 2026-11-21T20:00');
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day like 22:00');
/** A name that the time zone database has. */
export const timeZone = z.string().max(100).refine(isZone, 'a time zone like Europe/Berlin');
export const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'lowercase letters, digits, -, _ and .')
  .max(100);
export const name = z.string().min(1).max(200);
export const words = z.string().min(1).max(5000);
export const by = name.describe('The author of the answer.');
export const said = { by, date: date.describe('The date of the answer.') };
export const file = z.string().min(1).max(1000);
export const few = 500;

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
