import * as z from 'zod';

// What the formats of the engagement are made of.

export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-11-21');
export const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'lower case letters, digits, -, _ and .')
  .max(100);
export const name = z.string().min(1).max(200);
export const words = z.string().min(1).max(5000);
export const by = name.describe('Who says so.');
export const said = { by, date: date.describe('When it was said.') };
export const file = z.string().min(1).max(1000);
export const few = 500;
