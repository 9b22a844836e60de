/** What a person typed into forms and has not saved, by form: another form, tab or page takes none of it away. */
export type TypedForms = Readonly<Record<string, Values>>;
type Values = Readonly<Record<string, string>>;

/** Forms whose text is kept; the one that was left longest ago goes first. */
const maxForms = 20;

/** The form of a key on the page of one service; folders of a window may have services of one name. */
export function typedKey(form: string, { service = '', folder = '' }: { service?: string; folder?: string }): string {
  return JSON.stringify([folder, service, form]);
}

/** With what was typed into a form: what differs from what it begins with, as that may change meanwhile. */
export function withTyped(all: TypedForms, key: string, { begun, values }: { begun: Values; values: Values }) {
  const typed = Object.entries(values).filter(([name, value]) => value !== (begun[name] ?? ''));
  const others = Object.entries(withoutTyped(all, key));
  return Object.fromEntries(
    typed.length === 0 ? others : [...others.slice(1 - maxForms), [key, Object.fromEntries(typed)]],
  );
}

/** Without a form that was saved or given up. */
export function withoutTyped(all: TypedForms, key: string): TypedForms {
  return Object.fromEntries(Object.entries(all).filter(([each]) => each !== key));
}
