/// <reference lib="dom" />

type Bundle = Readonly<Record<string, string>>;

/** What a message is made of beside its words, for `{0}`, `{1}` and so on. */
export type Value = string | number;

/** The texts of another language, as the page carries them; none where there are none or they are broken. */
export function bundleOf(text: string | null | undefined): Bundle {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Bundle) : {};
  } catch {
    return {};
  }
}

/** The message in the bundle's language, else as it is, with its values in their places. */
export function translated(bundle: Bundle, message: string, ...values: readonly Value[]): string {
  const known = Object.hasOwn(bundle, message) ? (bundle[message] as unknown) : undefined;
  const text = typeof known === 'string' ? known : message;
  return text.replace(/\{(\d+)\}/g, (place, at: string) => String(values[Number(at)] ?? place));
}

let bundle: Bundle | undefined;

/** `vscode.l10n.t` for webviews: the extension puts the bundle into the page. */
export function t(message: string, ...values: readonly Value[]): string {
  bundle ??= bundleOf(document.getElementById('bundle')?.textContent);
  return translated(bundle, message, ...values);
}
