import type { Place } from '../../model/span.ts';

export interface Limit {
  /** `within`: all that is awaited is ended from around, whatever it is given. */
  readonly limit: 'none' | 'unknown' | 'limited' | 'within';
  /** One clause, ready for people. */
  readonly because: string;
  readonly at?: Place;
  readonly ms?: number;
}
