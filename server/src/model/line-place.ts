/** A place for people: a file, and a line from 1. */
export interface LinePlace {
  readonly file: string;
  readonly line: number;
}
