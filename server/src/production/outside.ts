import type { DependencyKind } from '../model/production.ts';
import { literally } from '../syntax/code/literally.ts';
import { kindOfImage, podName } from './dependencies/hosts.ts';

/** What is depended on and not deployed from here. */
export interface Outside {
  readonly name: string;
  readonly kind: DependencyKind;
}

const notPublic = /(^|\.)(local|internal|svc|lan|test|example|invalid|localhost|cluster)$/;
const noParty = /(^|\.)example\.(com|org|net)$|^(www\.)?(w3|schema)\.org$/;
/**
 * Endings of names on the internet that are longer than those of countries: the ones that services are offered under. In a
 * cluster the last part of a name is a namespace.
 */
const endings =
  /\.([a-z]{2}|com|org|net|edu|gov|mil|int|info|biz|name|pro|app|dev|cloud|tech|online|site|store|shop|xyz|page|blog|live|media|news|agency|digital|group|systems|services|solutions|software|network|tools|works|world|zone|team|email|chat|social|security|health|finance|bank|games?|club|design|studio|space|run|sh|eco|energy|center|academy|build|host|hosting|global|one|plus|link|life|today|support|help|travel|events|rocks|ninja|top|vip|wiki|google|amazon|aws|azure|microsoft)$/;

/** Names of variables for the address under which a service is reached itself. */
const ownAddress =
  /redirect|callback|cors|allowed|advertised|public|external|self|(^|_)(site|root|base|app|web|server|service|domain|ingress)_?(ur[il]|host(name)?|domain|name|address)?$/i;

/** Whether a variable, by its name, holds an address of the service itself. */
export function isOwnAddress(name: string): boolean {
  return ownAddress.test(name);
}

/** A host on the internet, or one of another namespace that nothing here deploys. */
export function thirdParty(host: string): Outside | undefined {
  if (!/^(?=.{4,}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) || notPublic.test(host) || noParty.test(host))
    return undefined;
  if (endings.test(host)) return { name: host, kind: 'third-party' };
  const [first = '', ...rest] = host.split('.');
  const stem = podName.exec(host)?.[1];
  const name = stem !== undefined && rest[0]?.startsWith(stem) ? stem : first;
  return rest.length === 1 && /^[a-z]/.test(host) && /^[a-z][a-z0-9-]+$/.test(rest[0] ?? '')
    ? { name, kind: kindOfImage(name) }
    : undefined;
}

const placeholder =
  /^(hosts?|hostname|server|domain|localhost|example|base|dummy|fake|placeholder|unix|docker|internal|ignored|unused|test|foo|bar|address|url|ip|proxy|host-?gateway|kubernetes|metadata|none|null|undefined|apis?|app|bucket)$/;

/** What a URL names by one word, and nothing here answers: a service that is deployed from elsewhere. */
export function elsewhere(value: string, host: string): Outside | undefined {
  if (!/^[a-z][a-z0-9-]{2,}$/.test(host) || placeholder.test(host) || !value.includes(`//${host}`)) return undefined;
  return { name: host, kind: kindOfImage(host) };
}

/** What speaks the protocol of a scheme. */
const stores =
  /^(postgres(ql)?|postgis|cockroachdb|mysql|mariadb|sqlserver|oracle|mongodb|redis|rediss|valkey|memcached|cassandra|clickhouse|neo4j|bolt|elasticsearch|opensearch)$/;
const queues = /^(amqps?|kafka|nats|mqtts?|pulsar|stomp|sqs)$/;

/** What a host is by the scheme with which it is written: `postgres://u:p@db.acme.io/x` is a store, wherever it runs. */
export function byScheme(value: string, target: Outside): Outside & { readonly speaks?: string } {
  const written = literally(target.name);
  const scheme = new RegExp(
    `\\b(?:jdbc:|r2dbc:)?([a-z]{3,20})(?:\\+[a-z0-9]{1,20})?://(?:[^\\s/@]{0,200}@)?${written}(?![\\w-])`,
    'i',
  ).exec(value)?.[1];
  if (scheme === undefined) return target;
  const kind = stores.test(scheme) ? 'datastore' : queues.test(scheme) ? 'queue' : undefined;
  return kind === undefined ? target : { ...target, kind, speaks: scheme };
}
