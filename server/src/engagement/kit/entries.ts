import * as z from 'zod';
import { isDay } from '../../model/day.ts';
import type { Edit } from '../part.ts';

// Entries of a list that people write: each form that changes or takes back one names it by its own words.

/** An ISO date that is on the calendar. */
export const day = z.string().refine(isDay, 'a date like 2026-11-21');
export const words = z.string().min(1).max(5000);
export const shortWords = z.string().min(1).max(200);
/** The words of the entry that a form is about. */
export const of = z.string().min(1).max(6000);

/** Where an entry stands now. Throws where it is gone, or reads otherwise than the form was made for. */
export function entryAt<T>(list: readonly T[], wanted: string, wordsOf: (entry: T) => string): number {
  const at = list.findIndex((entry) => wordsOf(entry) === wanted);
  if (at < 0) throw new Error('it changed since; reload the page');
  return at;
}

/** Adds an entry; what is undefined is left out. */
export function added(list: string, entries: readonly unknown[], value: Readonly<Record<string, unknown>>): Edit {
  return { path: [list, entries.length], value: filled(value) };
}

/** Changes keys of an entry; its other keys and its comments stay. */
export function changed(path: readonly (string | number)[], value: Readonly<Record<string, unknown>>): Edit[] {
  // What is set comes first: nothing can be removed from what is not there yet.
  return Object.entries(value)
    .sort(([, a], [, b]) => Number(a === undefined) - Number(b === undefined))
    .map(([key, next]) => ({ path: [...path, key], value: next }));
}

/** Without keys whose value is undefined. */
export function filled(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

/** The day when something was; today where none is given. Throws for a day that is still to come. */
export function dayOf(given: string | undefined, today: string): string {
  if (given === undefined) return today;
  if (!isDay(given)) throw new Error(`${given} is not a valid date`);
  if (given > today) throw new Error(`${given} is in the future: record it after that day`);
  return given;
}
