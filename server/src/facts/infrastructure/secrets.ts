import { fromBase64 } from '../../model/text-bytes.ts';
import type { LiteralSecret, ManagedSecret } from '../../model/infrastructure-fact.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed } from '../artefacts/artefact.ts';
import { namespaceOf, nameSpan } from './objects.ts';
import { isLiteralSecret, isWritten } from './secret-values.ts';

/** Where an object of a store of secrets says how the Secret is called that it makes. */
const makers: ReadonlyMap<string, readonly string[]> = new Map([
  ['ExternalSecret', ['spec', 'target', 'name']],
  ['SealedSecret', ['spec', 'template', 'metadata', 'name']],
  ['VaultStaticSecret', ['spec', 'destination', 'name']],
  ['VaultDynamicSecret', ['spec', 'destination', 'name']],
  ['VaultPKISecret', ['spec', 'destination', 'name']],
  ['OnePasswordItem', []],
  ['AzureKeyVaultSecret', ['spec', 'output', 'secret', 'name']],
  ['InfisicalSecret', ['spec', 'managedSecretReference', 'secretName']],
  ['DopplerSecret', ['spec', 'managedSecret', 'name']],
  ['BitwardenSecret', ['spec', 'secretName']],
]);

/** Kinds of object that make Secrets out of a store, or out of what is encrypted. */
export const secretMakers = [...makers.keys()];

/** The Secret that an object of a store makes. */
export function madeSecret(artefact: Artefact, kind: string): ManagedSecret[] {
  const path = makers.get(kind);
  const given = path && path.length > 0 ? textOf(dig(artefact.root, ...path)) : undefined;
  const name = given ?? textOf(dig(artefact.root, 'metadata', 'name'));
  if (!path || name === undefined) return [];
  return [
    {
      kind: 'managed-secret',
      span: nameSpan(artefact),
      by: kind,
      gives: 'Secret',
      name,
      ...namespaceOf(artefact),
    },
  ];
}

/** A Secret: encrypted by SOPS, or with a value that anybody can read. */
export function plainSecret(artefact: Artefact): (LiteralSecret | ManagedSecret)[] {
  const { root } = artefact;
  const name = textOf(dig(root, 'metadata', 'name')) ?? '';
  const common = { name, ...namespaceOf(artefact) };
  if (dig(root, 'sops'))
    return [{ kind: 'managed-secret', span: nameSpan(artefact), by: 'SOPS', gives: 'Secret', ...common }];
  // People fill in an example when they copy it.
  if (/example|sample|template/i.test(artefact.file.slice(artefact.file.lastIndexOf('/') + 1))) return [];
  const found = [
    ...entriesOf(dig(root, 'stringData')).filter(({ value }) => holdsSecret(textOf(value)?.trim() ?? '')),
    ...entriesOf(dig(root, 'data')).filter(({ value }) => holdsSecret(decoded(textOf(value)?.trim() ?? ''))),
  ].find(({ key }) => key !== undefined && !/^(?:type|url|username|user|host|port|database|dbname)$/i.test(key.text));
  if (!found?.key) return [];
  return [
    {
      kind: 'literal-secret',
      span: placed(artefact, found.key.span),
      in: 'Secret',
      key: found.key.text,
      ...common,
    },
  ];
}

/** Whether a value of a Secret is written out; of a whole file, whether one of its lines sets a secret. */
function holdsSecret(value: string): boolean {
  if (!value.includes('\n')) return isWritten(value);
  return isLiteralSecret('', value) || value.split('\n', 2000).some((line) => setsSecret(line));
}

function setsSecret(line: string): boolean {
  const [, name = '', given = ''] =
    /^\s{0,40}(?:- )?["']?([\w.-]{1,80})["']?\s{0,8}[:=]\s{0,8}(.{1,300})$/.exec(line) ?? [];
  return isLiteralSecret(name, given.replace(/^["']|["',;]+$/g, ''));
}

/** The text of a value in base64; as it is where it is none. */
function decoded(text: string): string {
  const plain = text.replace(/\s+/g, '');
  if (!/^[\w+/]+={0,2}$/.test(plain)) return text;
  return (fromBase64(plain) ?? text).trim();
}

/** Values of a ConfigMap that look like secrets. */
export function configuredSecrets(artefact: Artefact): LiteralSecret[] {
  const name = textOf(dig(artefact.root, 'metadata', 'name')) ?? '';
  return entriesOf(dig(artefact.root, 'data')).flatMap(({ key, value }): LiteralSecret[] => {
    const text = textOf(value);
    if (!key || text === undefined || text.includes('\n') || !isLiteralSecret(key.text, text)) return [];
    return [
      {
        kind: 'literal-secret',
        span: placed(artefact, key.span),
        in: 'ConfigMap',
        key: key.text,
        name,
        ...namespaceOf(artefact),
      },
    ];
  });
}

/** Secrets that are written in the environment of a pod's containers, and stores that its pods take theirs from. */
export function podSecrets(artefact: Artefact, template: YamlNode | undefined): (LiteralSecret | ManagedSecret)[] {
  const name = textOf(dig(artefact.root, 'metadata', 'name')) ?? '';
  const common = { name, ...namespaceOf(artefact) };
  const pod = dig(template, 'spec');
  const variables = [...itemsOf(dig(pod, 'containers')), ...itemsOf(dig(pod, 'initContainers'))].flatMap((container) =>
    itemsOf(dig(container, 'env')),
  );
  const literals = variables.flatMap((each): LiteralSecret[] => {
    const key = dig(each, 'name');
    const variable = textOf(key);
    const value = textOf(dig(each, 'value'));
    if (!key || variable === undefined || value === undefined || !isLiteralSecret(variable, value)) return [];
    return [{ kind: 'literal-secret', span: placed(artefact, key.span), in: 'container', key: variable, ...common }];
  });
  const given = [...itemsOf(dig(pod, 'containers')), ...itemsOf(dig(pod, 'initContainers'))]
    .flatMap((container) => [...itemsOf(dig(container, 'command')), ...itemsOf(dig(container, 'args'))])
    .flatMap((word): LiteralSecret[] => {
      const [, key = '', value] = /^--?([\w-]{1,100})=([^]{1,300})$/.exec(textOf(word) ?? '') ?? [];
      if (value === undefined || !isLiteralSecret(key, value)) return [];
      return [
        { kind: 'literal-secret', span: placed(artefact, word.span), in: 'container', key: `--${key}`, ...common },
      ];
    });
  const injected = entriesOf(dig(template, 'metadata', 'annotations')).find(({ key }) =>
    key?.text.startsWith('vault.hashicorp.com/agent-inject-secret-'),
  );
  const driver = itemsOf(dig(pod, 'volumes'))
    .map((volume) => dig(volume, 'csi', 'driver'))
    .find((each) => textOf(each) === 'secrets-store.csi.k8s.io');
  const stores = [
    ...(injected?.key ? [{ by: 'Vault Agent injector', span: injected.key.span }] : []),
    ...(driver ? [{ by: 'Secrets Store CSI driver', span: driver.span }] : []),
  ].map(({ by, span }): ManagedSecret => ({
    kind: 'managed-secret',
    span: placed(artefact, span),
    by,
    gives: 'workload',
    ...common,
  }));
  return [...literals, ...given, ...stores];
}

/** Literals of a kustomization's `secretGenerator`. */
export function generatedSecrets(artefact: Artefact): LiteralSecret[] {
  return itemsOf(dig(artefact.root, 'secretGenerator')).flatMap((each): LiteralSecret[] => {
    const name = textOf(dig(each, 'name'));
    if (name === undefined) return [];
    const found = itemsOf(dig(each, 'literals')).find((literal) =>
      isWritten((textOf(literal) ?? '').replace(/^[^=]*=/, '').trim()),
    );
    if (!found) return [];
    const key = (textOf(found) ?? '').split('=')[0] ?? '';
    return [{ kind: 'literal-secret', span: placed(artefact, found.span), in: 'Secret', key, name }];
  });
}

/** Secrets that are written in the environment of the services of a compose file. */
export function composeSecrets(artefact: Artefact): LiteralSecret[] {
  return entriesOf(dig(artefact.root, 'services')).flatMap(({ key: service, value }): LiteralSecret[] => {
    if (!service) return [];
    const environment = dig(value, 'environment');
    const listed = itemsOf(environment).flatMap((each) => {
      const [, name = '', text] = /^([\w.-]+)=([^]*)$/.exec(textOf(each) ?? '') ?? [];
      return text === undefined ? [] : [{ name, text, span: each.span }];
    });
    const mapped = entriesOf(environment).flatMap(({ key, value: given }) => {
      const text = textOf(given);
      return key && text !== undefined ? [{ name: key.text, text, span: key.span }] : [];
    });
    return [...listed, ...mapped]
      .filter(({ name, text }) => isLiteralSecret(name, text))
      .map(({ name, span }): LiteralSecret => ({
        kind: 'literal-secret',
        span: placed(artefact, span),
        in: 'compose',
        key: name,
        name: service.text,
      }));
  });
}

/** Files that a program takes its configuration from, by their names; people fill in examples when they copy them. */
const configuration = /(^|\/)(application(-\w+)?\.(properties|ya?ml)|\.env(\.(production|prod))?|[\w-]+\.env)$/;

/** Whether a file may hold configuration with secrets in it. */
export function mayHoldSecrets(file: string): boolean {
  return configuration.test(file) && !/example|sample|template|dist\b|test|local|dev/i.test(file);
}

/** Secrets that are written in configuration of lines: `KEY=value` and `key: value`. */
export function configurationSecrets(file: string, text: string): LiteralSecret[] {
  if (!mayHoldSecrets(file)) return [];
  const found: LiteralSecret[] = [];
  const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z][\w.-]{0,100})[ \t]*[=:][ \t]*([^\n\r]{1,500})/gm;
  for (const match of text.matchAll(line)) {
    const [whole, key = '', written = ''] = match;
    const value = written
      .replace(/[ \t]+#.*$/, '')
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
    if (!isLiteralSecret(key, value)) continue;
    const start = match.index + whole.indexOf(key);
    found.push({
      kind: 'literal-secret',
      span: { start, end: start + key.length },
      in: 'configuration',
      key,
      name: file.slice(file.lastIndexOf('/') + 1),
    });
  }
  return found;
}
