import type { Container, Workload } from '../../model/artefact-fact.ts';
import { dig, entriesOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from './artefact.ts';
import { say } from '../../words/say.ts';

type Variable = NonNullable<Container['env']>[number];
type Volume = NonNullable<Workload['volumes']>[number];

const secretName =
  /secret|token|passw|pwd|passphrase|credential|auth|dsn|private|cert|signature|salt|(^|_|-)(api_?)?keys?($|_|-)|pin$/i;
/** An address or a connection with a password in it, a key block, or letters and digits that nobody can read. */
const secretValue =
  /\b(?:password|pwd)=[^\s$;]|:\/\/[^/\s]*:[^/\s]*@|-----BEGIN|(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])[\w+/=-]{24,}/i;
const longestValue = 120;

/** The environment of a container: values that may be a secret never leave the text. */
export function environmentOf(node: YamlNode): Pick<Container, 'env'> {
  const own = itemsOf(dig(node, 'env')).flatMap((each): Variable[] => {
    const name = textOf(dig(each, 'name'));
    if (name === undefined) return [];
    const value = textOf(dig(each, 'value'));
    if (value !== undefined) return [{ name, ...valueOf(name, value) }];
    const from = sourceOf(dig(each, 'valueFrom'));
    const key = textOf(dig(each, 'valueFrom', 'configMapKeyRef', 'key'));
    return [{ name, ...(from === undefined ? {} : { from }), ...(key === undefined ? {} : { key }) }];
  });
  const whole = itemsOf(dig(node, 'envFrom')).flatMap((each): Variable[] => {
    const config = textOf(dig(each, 'configMapRef', 'name'));
    const secret = textOf(dig(each, 'secretRef', 'name'));
    const from = config === undefined ? (secret === undefined ? undefined : `Secret ${secret}`) : `ConfigMap ${config}`;
    return from === undefined ? [] : [{ name: `${textOf(dig(each, 'prefix')) ?? ''}*`, from }];
  });
  const env = [...own, ...whole];
  return env.length === 0 ? {} : { env };
}

/** The name of a variable that holds an address, whatever else it says. */
const addressName = /(host(name)?|addr(ess)?|ur[il]|endpoint|server|service|upstream)s?$/i;
/** Hosts of one value that are kept. */
const maxHosts = 10;

/**
 * What may be kept of a value: all of it where it is short and neither name nor value looks like a secret, else only the
 * hosts in it, which are none: `postgres://orders-db:5432` of `postgres://user:word@orders-db:5432/orders?sslmode=…`.
 */
export function keptValue(name: string, value: string): string | undefined {
  const isShort = !value.includes('\n') && value.length <= longestValue;
  if (isShort && !secretName.test(name) && !secretValue.test(value)) return value;
  const hosts = [
    ...[
      ...value.matchAll(
        /\b((?:jdbc:|r2dbc:)?[a-z][a-z0-9+.-]{1,20}:\/\/)(?:[^\s/@]{1,200}@)?([\w.-]{1,200}(?::\d{2,5})?)/gi,
      ),
    ].map(([, scheme = '', host = '']) => scheme + host),
    ...[
      ...value.matchAll(
        /\btcp\([\w.-]{1,200}(?::\d{2,5})?\)|\b(?:host|server|data source)=(?:\$\{\w{1,100}\}|[\w.:-]{1,200})/gi,
      ),
    ].map(([host]) => host),
  ].slice(0, maxHosts);
  if (hosts.length > 0) return hosts.join(',');
  const isHost =
    /^[a-z][a-z0-9.-]{0,62}:\d{2,5}$/.test(value) || (addressName.test(name) && /^[a-z][a-z0-9.-]{0,62}$/.test(value));
  return isHost && !secretValue.test(value.replace(/[.:-]/g, ' ')) ? value : undefined;
}

/** The same as a property, which is absent where nothing is kept. */
export function valueOf(name: string, value: string | undefined): { readonly value?: string } {
  const kept = value === undefined ? undefined : keptValue(name, value);
  return kept === undefined ? {} : { value: kept };
}

function sourceOf(from: YamlNode | undefined): string | undefined {
  const secret = textOf(dig(from, 'secretKeyRef', 'name'));
  if (secret !== undefined) return say('pod-settings.secret', { secret });
  const config = textOf(dig(from, 'configMapKeyRef', 'name'));
  if (config !== undefined) return say('pod-settings.configmap', { config });
  const field = textOf(dig(from, 'fieldRef', 'fieldPath')) ?? textOf(dig(from, 'resourceFieldRef', 'resource'));
  return field === undefined ? undefined : say('pod-settings.the-field', { field });
}

/** What a container does before it is told to stop. */
export function preStopOf(artefact: Artefact, container: YamlNode): Pick<Container, 'preStop'> {
  const entry = entryOf(dig(container, 'lifecycle'), 'preStop');
  if (!entry?.key) return {};
  const words = itemsOf(dig(entry.value, 'exec', 'command')).flatMap((word) => textOf(word) ?? []);
  const written = textOf(dig(entry.value, 'sleep', 'seconds')) ?? '';
  const seconds = /^\d+$/.test(written) ? Number(written) : slept(words.join(' '));
  return { preStop: { span: placed(artefact, entry.key.span), ...(seconds === undefined ? {} : { seconds }) } };
}

/** Seconds that a command sleeps in the foreground, at least: of `a || sleep 5` none are sure. */
function slept(command: string): number | undefined {
  if (/\|\||\b(if|for|while|until|case)\b/.test(command)) return undefined;
  const found = [...command.matchAll(/(?:^|[\s;&/"'])sleep\s+(\d+)(s|m)?(?![\w.$])(?!\s*&(?!&))/g)];
  if (found.length === 0) return undefined;
  return found.reduce((sum, [, count = '', unit]) => sum + Number(count) * (unit === 'm' ? 60 : 1), 0);
}

/** How long a pod has to stop, and what it mounts. */
export function podSettings(artefact: Artefact, pod: YamlNode | undefined): Pick<Workload, 'gracePeriod' | 'volumes'> {
  const gracePeriod = placedText(artefact, dig(pod, 'terminationGracePeriodSeconds'));
  const claimed = itemsOf(dig(artefact.root, 'spec', 'volumeClaimTemplates')).flatMap((each) =>
    volumeOf(artefact, dig(each, 'metadata', 'name'), say('pod-settings.a-separate-claim-for-each')),
  );
  const volumes = itemsOf(dig(pod, 'volumes')).flatMap((each) => {
    const [source] = entriesOf(each).filter(({ key }) => key !== undefined && key.text !== 'name');
    return volumeOf(artefact, dig(each, 'name'), sourceWords(source?.key?.text, source?.value));
  });
  const all = [...volumes, ...claimed];
  return { ...(gracePeriod ? { gracePeriod } : {}), ...(all.length === 0 ? {} : { volumes: all }) };
}

function volumeOf(artefact: Artefact, name: YamlNode | undefined, what: string): Volume[] {
  const text = textOf(name);
  return text === undefined || !name ? [] : [{ name: text, what, span: placed(artefact, name.span) }];
}

function sourceWords(key: string | undefined, value: YamlNode | undefined): string {
  const name = textOf(dig(value, 'claimName')) ?? textOf(dig(value, 'secretName')) ?? textOf(dig(value, 'name'));
  if (key === 'emptyDir') return say('pod-settings.empty-at-each-pod-start');
  if (key === 'persistentVolumeClaim')
    return name === undefined ? say('pod-settings.a-claim') : say('pod-settings.the-claim', { name });
  if (key === 'configMap')
    return name === undefined ? say('pod-settings.a-configmap') : say('pod-settings.the-configmap', { name });
  if (key === 'secret')
    return name === undefined ? say('pod-settings.a-secret') : say('pod-settings.the-secret', { name });
  if (key === 'hostPath') return say('pod-settings.node-folder-hostpath', { text: textOf(dig(value, 'path')) ?? '' });
  return key ?? say('pod-settings.not-set');
}
