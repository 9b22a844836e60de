import type { Action } from '../../../server/src/protocol/engagement.ts';

/**
 * Names a form by what it is about, not by where it stands: rows may change places while it is open.
 * Proposals of one kind have no values of their own: what they begin with tells them apart.
 */
export function formKey({ id, values, fields }: Action, section: string): string {
  const proposed = Object.keys(values).length > 0 ? undefined : fields.find(({ optional }) => !optional)?.value;
  return `${section}:${id}:${JSON.stringify(proposed ?? values)}`;
}
