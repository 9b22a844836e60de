/** A place for a new key: at the end of a line, so that a line break comes before each inserted line. */
export interface Insertion {
  readonly offset: number;
  /** The file that is written to, where it is another: the values file of a chart. */
  readonly file?: string;
  /** Keys that may be there already, written under a condition that does not hold now: none of these can be inserted. */
  readonly unless?: readonly string[];
  /** Stands before the key. */
  readonly indent: string;
  /** `flow`: the place is behind an opening brace; `shared`: the text is an alias, so that nothing can be inserted. */
  readonly style?: 'flow' | 'shared';
  /** Keys are quoted here, as in JSON. */
  readonly quoted?: true;
  /** Nothing stands in the braces yet. */
  readonly empty?: true;
}
