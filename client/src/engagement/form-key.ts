import type { Action } from '../../../server/src/protocol/engagement.ts';

/**
 * Names a form by what it is about, not by where it stands: rows may change places while it is open.
 * Proposals of one kind have no values of their own: what they begin with tells them apart.
 */
export function formKey({ id, values, fields }: Action, section: string): string {
  const filled = fields.filter(({ value }) => value !== undefined);
  const proposed = Object.keys(values).length > 0 ? undefined : (filled.find(({ optional }) => !optional) ?? filled[0]);
  return `${section}:${id}:${JSON.stringify(proposed?.value ?? values)}`;
}
