/// <reference lib="dom" />
import type { Action, Field } from '../../../../server/src/protocol/engagement.ts';
import { element } from './element.ts';
import { t } from './translate.ts';

/** A form that is open: what was typed stays while the page is drawn again. */
export interface OpenForm {
  readonly key: string;
  readonly action: Action;
  /** What it begins with. */
  readonly begun: Readonly<Record<string, string>>;
  values: Record<string, string>;
  error?: string;
  busy?: boolean;
}

export interface FormHandlers {
  submit(): void;
  cancel(): void;
  /** Something was typed or chosen. */
  typed(form: OpenForm): void;
}

/** The form of an action, filled with what is known; the page leaves it with Escape. */
export function formNode(form: OpenForm, { submit, cancel, typed }: FormHandlers): HTMLElement {
  const { action, key, error, busy } = form;
  const rows = action.fields.map((field) => rowOf(field, { form, typed }));
  const missing = () =>
    action.fields.filter(({ name, optional }) => !optional && (form.values[name] ?? '').trim() === '');
  const status = element('p', { class: 'error', role: 'alert' }, error ?? '');
  const save = element(
    'button',
    { type: 'submit', 'data-key': `${key}:save`, ...(busy ? { disabled: true } : {}) },
    t('Save'),
  );
  /** What was said of a field is out of date once it is changed. */
  const settle = (event: Event) => {
    (event.target as HTMLElement).removeAttribute('aria-invalid');
    status.textContent = '';
    delete form.error;
  };
  const node = element(
    'form',
    {
      'aria-label': action.title.replace(/…$/, ''),
      submit: (event) => {
        event.preventDefault();
        const [first] = missing();
        if (!first) return submit();
        status.textContent = t('{0}: this is needed.', first.label);
        const control = node.querySelector<HTMLElement>(`[name="${CSS.escape(first.name)}"]`);
        control?.setAttribute('aria-invalid', 'true');
        control?.focus();
      },
      input: settle,
      change: settle,
    },
    element('p', { class: 'lead' }, action.title.replace(/…$/, '')),
    ...rows,
    status,
    element(
      'p',
      { class: 'buttons' },
      save,
      element(
        'button',
        { type: 'button', class: 'secondary', 'data-key': `${key}:cancel`, click: cancel },
        t('Cancel'),
      ),
    ),
  );
  return node;
}

/** More choices than these are a list that opens. */
const maxRadios = 7;

function rowOf(field: Field, { form, typed }: { form: OpenForm } & Pick<FormHandlers, 'typed'>): HTMLElement {
  const { name, label, help, optional, needed } = field;
  // What describes a field is a list of ids with spaces between them, so an id has none.
  const id = `${form.key}:${name}`.replace(/\s+/g, '_');
  const helpId = `${id}:help`;
  const value = form.values[name] ?? '';
  const set = (next: string) => {
    form.values[name] = next;
    typed(form);
  };
  const told = help === undefined ? undefined : element('p', { class: 'quiet help', id: helpId }, help);
  const described = help === undefined ? {} : { 'aria-describedby': helpId };
  const words = `${label}${optional ? ` (${needed ?? t('optional')})` : ''}`;
  if (field.type === 'choice' && (field.choices?.length ?? 0) > maxRadios) {
    const options = [{ value: '', label: t('Choose…') }, ...(field.choices ?? [])].map((each) =>
      element('option', { value: each.value, ...(each.value === value ? { selected: true } : {}) }, each.label),
    );
    const select = element(
      'select',
      { id, name, 'data-key': id, ...described, change: (event) => set((event.target as HTMLSelectElement).value) },
      ...options,
    );
    return element('div', { class: 'field' }, element('label', { for: id }, words), select, told);
  }
  if (field.type === 'choice') {
    const choices = (field.choices ?? []).map((choice) =>
      element(
        'label',
        { class: 'choice' },
        element('input', {
          type: 'radio',
          name,
          value: choice.value,
          'data-key': `${id}:${choice.value}`,
          ...(choice.value === value ? { checked: true } : {}),
          change: () => set(choice.value),
        }),
        ` ${choice.label}`,
      ),
    );
    return element('fieldset', described, element('legend', {}, words), ...choices, told);
  }
  const properties = {
    id,
    name,
    'data-key': id,
    input: (event: Event) => set((event.target as HTMLInputElement).value),
    ...described,
  };
  // A date is typed as it is shown everywhere else: the picker of the browser has the order of another country.
  const types = { text: 'text', date: 'text', number: 'number' } as const;
  const control =
    field.type === 'long'
      ? element('textarea', { ...properties, rows: '3' }, value)
      : element('input', {
          ...properties,
          type: types[field.type],
          value,
          ...(field.type === 'number' ? { step: 'any' } : {}),
          ...(field.type === 'date' ? { placeholder: 'YYYY-MM-DD', class: 'date', maxlength: '10' } : {}),
        });
  return element('div', { class: 'field' }, element('label', { for: id }, words), control, told);
}

/** A form with what it begins with, and with what was typed into it before. */
export function startForm(key: string, action: Action, typed: Readonly<Record<string, string>> = {}): OpenForm {
  const begun = Object.fromEntries(action.fields.map(({ name, value }) => [name, value ?? '']));
  return { key, action, begun, values: { ...begun, ...typed } };
}
