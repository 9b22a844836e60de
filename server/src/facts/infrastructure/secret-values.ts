/** Names of variables and keys that hold a secret itself, by their last words: `DB_PASSWORD`, `client-secret`, `apiKey`. */
const secretName =
  /(?:pass(?:word|wd|phrase)|secret(?:[_.-]?(?:access)?[_.-]?key)?|(?:api|access|private|encryption|signing|master)[_.-]?key|auth[_.-]?token|access[_.-]?token|bot[_.-]?token|refresh[_.-]?token|(?:^|[_.-])token|credentials?)$/i;
/** Names that end so and hold none: what a page may show, and settings of secrets. */
const noSecret =
  /public|publishable|anon[_.-]?key|(?:^|[_.-])(?:allow|enable|require|use|has|is|with|random|reset|min|max|length|expir\w*|ttl|type|name|path|file|url|host|header|claim|field|column|policy|cookie|csrf|xsrf|id)(?:[_.-]|$)|key[_.-]?id$/i;

/** What stands for a value that somebody fills in, or that is no secret whatever the name: a switch, a path, a reference. */
const noValue =
  /^(?:|true|false|yes|no|on|off|none|null|nil|disabled|enabled|optional|required|\d{1,3}|\*+|x{3,}|\.{3,}|-+)$|^[/.~]|[$%]\{|\$\(|^\$|\{\{|^<[^>]*>$|^\[[^\]]*\]$|__\w+__|^(?:vault|ssm|arn|sm|op|awssm|gcpsm|kms|secretref|ref|env|file|projects|enc)[:+/[]|^ENC[[(]|^@Microsoft\.KeyVault/i;
const placeholder =
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|change[_-](?:me|this|it|in)\b|x{8}|^["']?(?:change[_ -]?(?:me|it|this)\w*|replace[_ -]?(?:me|with|this)\b.*|(?:your|my|some|insert|enter|add|put)[_ -].*|example\b.*|placeholder\b.*|todo\b.*|fixme\b.*|tbd|dummy\b.*|redacted|base64.*here.*|.*(?:goes[_ -]here|-here|_here)|secret-?(?:value|here))["']?$/i;

/** An address with a password in it that is written out. */
const addressWithPassword = /^[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@]{0,100}:(?<word>[^\s/@]{1,200})@/i;
const keyBlock = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/;

/** Whether a value under this name is a secret that is written out; what is filled in later, or refers to a store, is none. */
export function isLiteralSecret(name: string, value: string): boolean {
  if (keyBlock.test(value)) return true;
  const word = addressWithPassword.exec(value.trim())?.groups?.['word'];
  if (word !== undefined) return isWritten(word);
  return isSecretName(name) && isWritten(value.trim());
}

/** Whether a variable or key holds a secret, by its name. */
export function isSecretName(name: string): boolean {
  const plain = name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
  return secretName.test(plain) && !noSecret.test(plain);
}

/** Whether a value is written out: nothing that somebody, or a tool, fills in. */
export function isWritten(value: string): boolean {
  return !noValue.test(value) && !placeholder.test(value);
}
