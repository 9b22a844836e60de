import { withoutWebApi } from '../../model/stop-fact.ts';
import { readTimeouts } from './spring-clients.ts';
import type { ClientDefault, ConnectionPool, Route, ShutdownHook } from '../../model/code-fact.ts';
import type { DrainLimit } from '../../model/stop-fact.ts';
import { say } from '../../words/say.ts';

const configuration = /(^|\/)(application|bootstrap)[\w-]*\.(properties|ya?ml)$/;
const build = /(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/;

/** Whether a file that is no YAML may say how Spring Boot stops. */
export function isSpringFile(file: string): boolean {
  return build.test(file) || (configuration.test(file) && file.endsWith('.properties'));
}

/** How Spring Boot stops: by its property, or by the default of the version that a build file names. */
export function extractSpring(
  file: string,
  text: string,
): (ShutdownHook | DrainLimit | ConnectionPool | Route | ClientDefault)[] {
  if (configuration.test(file))
    return [
      ...ofProperty(text),
      ...additionalPaths(text),
      ...drainLimit(text),
      ...hikariPool(text),
      ...readTimeouts(text),
      ...withoutWeb(text),
    ];
  if (build.test(file)) return [...ofVersion(text), ...starterPool(text)];
  // `spring.config.name` gives the file another name.
  return /(^|\/)src\/main\/resources\/[^/]+\.ya?ml$/.test(file) ? withoutWeb(text) : [];
}

/** A program with no server for the web, unless a variable says otherwise: nothing of it is to be drained. */
function withoutWeb(text: string): ShutdownHook[] {
  const found =
    /^[ \t]*(?:spring\.main\.)?(web-application-type|webApplicationType)[ \t]*[=:][ \t]*["']?(?:\$\{\w+:)?none\b/im.exec(
      text,
    );
  if (!found) return [];
  const span = { start: found.index, end: found.index + found[0].length };
  const because = say('spring.web-application-type-is-none');
  return [
    { kind: 'shutdown-hook', span, api: withoutWebApi, signals: [], drains: 'unknown', because, needsCall: true },
  ];
}

const flat = /^[ \t]*server\.shutdown[ \t]*[=:][ \t]*["']?(graceful|immediate)\b/im;
/** A line that is not indented, or the property below one. */
const nested = /^(?:([^\s#].*)|[ \t]+shutdown[ \t]*:[ \t]*["']?(graceful|immediate)\b)/gim;

function ofProperty(text: string): ShutdownHook[] {
  const found = flat.exec(text) ?? belowServer(text);
  const says = found?.at(-1);
  if (!found || says === undefined) return [];
  const start = found.index + found[0].length - says.length;
  const isGraceful = says.toLowerCase() === 'graceful';
  return [
    {
      kind: 'shutdown-hook',
      span: { start, end: start + says.length },
      api: 'server.shutdown',
      signals: [],
      drains: isGraceful ? 'present' : 'absent',
      because: isGraceful ? say('spring.server-shutdown-is-graceful') : say('spring.server-shutdown-is-immediate'),
      decides: true,
    },
  ];
}

/**
 * The probe groups on the main port beside the Actuator's; below the context path, where there is one.
 * https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.kubernetes-probes
 */
function additionalPaths(text: string): Route[] {
  const found = /^[ \t]*(?:[\w.-]+\.)?(add-additional-paths|addAdditionalPaths)[ \t]*[=:][ \t]*["']?true\b/m.exec(text);
  if (!found) return [];
  const prefix = /context-path|contextPath|base-path|basePath/.test(text) ? 'unknown' : 'none';
  const span = { start: found.index, end: found.index + found[0].length };
  return ['/livez', '/readyz'].map((path) => ({
    kind: 'route',
    span,
    method: 'GET',
    path,
    prefix,
    library: 'java-spring-boot',
  }));
}

/** `spring.datasource.hikari.maximum-pool-size`. */
function hikariPool(text: string): ConnectionPool[] {
  const found =
    /^[ \t]*(?:[\w.-]+\.)?(?:maximum-pool-size|maximumPoolSize)[ \t]*[=:][ \t]*["']?(?:\$\{\w+:)?(\d+)\}?/m.exec(text);
  if (!found || !/hikari/i.test(text)) return [];
  const [whole, size = ''] = found;
  const start = found.index + whole.lastIndexOf(size);
  const span = { start, end: start + size.length };
  return [{ kind: 'connection-pool', span, size: Number(size), given: 'written', by: 'maximum-pool-size' }];
}

/** https://github.com/brettwooldridge/HikariCP#frequently-used: maximumPoolSize is 10 unless set. */
const hikariDefault = 10;

/** What brings HikariCP as Spring Boot sets it up. */
function starterPool(text: string): ConnectionPool[] {
  const found = /spring-boot-starter-(?:data-jpa|jdbc|data-jdbc)\b/.exec(text);
  if (!found || /tomcat-jdbc|commons-dbcp2/.test(text)) return [];
  const span = { start: found.index, end: found.index + found[0].length };
  return [{ kind: 'connection-pool', span, size: hikariDefault, given: 'default', by: 'HikariCP' }];
}

/** The limit for all phases together is not known; one phase holds the servers. */
function drainLimit(text: string): DrainLimit[] {
  const by = 'timeout-per-shutdown-phase';
  const found =
    /^[ \t]*(?:[\w.-]+\.)?timeout-per-shutdown-phase[ \t]*[=:][ \t]*["']?(\d+)[ \t]*(ms|s|m)?["']?[ \t]*(?:#.*)?$/m.exec(
      text,
    );
  if (!found) return [];
  const [whole, count = '', unit = 'ms'] = found;
  const start = found.index + whole.indexOf(by);
  const seconds = Number(count) * (unit === 'ms' ? 0.001 : unit === 's' ? 1 : 60);
  return [{ kind: 'drain-limit', span: { start, end: start + by.length }, seconds, by }];
}

/** The property where the nearest line above that is not indented is `server:`. */
function belowServer(text: string): RegExpExecArray | undefined {
  let isBelow = false;
  for (const match of text.matchAll(nested)) {
    if (match[1] !== undefined) isBelow = /^server[ \t]*:/.test(match[1]);
    else if (isBelow) return match;
  }
  return undefined;
}

/** `<parent>` or the imported dependencies of Maven, the plug-in of Gradle. */
const versions = [
  /<artifactId>\s*spring-boot-(?:starter-parent|dependencies)\s*<\/artifactId>\s*<version>\s*(\d+)\.(\d+)[^<]*/,
  /id\s*(?:\(\s*)?["']org\.springframework\.boot["']\s*(?:\)\s*)?version\s*(?:\(\s*)?["'](\d+)\.(\d+)[^"']*/,
];
const web = /spring-boot-starter-(web|webflux|webmvc|jersey|data-rest|undertow|jetty|tomcat)\b/;

/** What says versions for modules below. */
const isParent =
  /<packaging>\s*pom\s*<|<modules>|\b(?:allprojects|subprojects)\s*\{|\bapply\s*\(?\s*false\b|apply false/;
/** A version by a property: `<version>${boot.version}</version>`, `version "${bootVersion}"`. */
const byName =
  /(?:<artifactId>\s*spring-boot-(?:starter-parent|dependencies)\s*<\/artifactId>\s*<version>|id\s*\(?\s*["']org\.springframework\.boot["']\s*\)?\s*version\s*\(?|spring-boot-(?:gradle-plugin|dependencies):)\s*["']?\$\{?([\w.-]{1,80})\}?/;

/** Where the text gives the property that holds the version. */
function named(text: string): RegExp | undefined {
  const name = byName.exec(text)?.[1]?.replace(/[.-]/g, '\\$&');
  if (name === undefined) return undefined;
  return new RegExp(`(?:<${name}>\\s*|\\b${name}["']?\\s*[=,]\\s*["'])(\\d+)\\.(\\d+)[\\w.-]*`);
}

/** Since 3.4 requests may finish by default; before, they are cut off unless a property asks for better. */
function ofVersion(text: string): ShutdownHook[] {
  const found = [...versions, named(text)].map((pattern) => pattern?.exec(text)).find((match) => match);
  const [, major = '', minor = ''] = found ?? [];
  const isWeb = web.test(text);
  if (!found || (!isWeb && !isParent.test(text))) return [];
  const isGraceful = Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 4);
  const isAble = Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 3);
  const cuts = isAble ? 'needs server.shutdown=graceful' : 'has no graceful shutdown';
  const says = isGraceful ? say('spring.lets-requests-finish-by-default') : cuts;
  return [
    {
      kind: 'shutdown-hook',
      span: { start: found.index, end: found.index + found[0].length },
      api: `Spring Boot ${major}.${minor}`,
      signals: [],
      drains: isGraceful ? 'present' : 'absent',
      because: say('spring.spring-boot', { major, minor, says }),
      decides: true,
      ...(isWeb ? {} : { inherited: true as const }),
    },
  ];
}
