import type { Concern } from '../../knowledge/pack.ts';
import type { Row } from '../../model/engagement.ts';
import type { Service } from '../../model/service.ts';
import type { Place } from '../../model/span.ts';
import { listed } from '../../report/summary/input.ts';
import { modulesFor } from '../seen/conformance.ts';
import { concernWords } from '../platform/comparison.ts';
import type { PartInput } from '../part.ts';

/** Services looked at for what they use. */
const maxServices = 30;

/** Why a concern matters to a service, with what shows it. */
interface Need {
  readonly concern: Concern;
  readonly because: string;
  readonly at?: Place;
}

const wanted: readonly Concern[] = [
  'instrumentation',
  'request-logs',
  'clients',
  'load-control',
  'lifecycle',
  'settings',
  'tracing',
];

/**
 * Components for what the code does and has no module for: what other services of this workspace, or the team's packs,
 * use for it. Nothing where it is not known what the service takes in.
 */
export async function componentRows(input: PartInput): Promise<Row[]> {
  const { service, services, index, lineOf } = input;
  const libraries = index.ofService(service, 'library');
  const own = await modulesFor(input);
  const managers = new Set(libraries.map(({ fact }) => fact.manager));
  const used = new Map<
    string,
    { library: string; concern: Concern; language: string; by: string[]; owner?: string | undefined }
  >();
  for (const other of services.filter(({ name }) => name !== service.name).slice(0, maxServices)) {
    for (const { pack, library } of await modulesFor(input, other)) {
      for (const concern of pack.concerns) {
        const key = `${concern} ${library.fact.manager} ${library.fact.name}`;
        const known = used.get(key);
        if (known) known.by.push(other.name);
        else
          used.set(key, {
            library: library.fact.name,
            concern,
            language: library.fact.manager,
            by: [other.name],
            owner: pack.owner,
          });
      }
    }
  }
  const given = (concern: Concern, language?: string) =>
    [...used.values()]
      .filter((each) => each.concern === concern && (language === undefined || each.language === language))
      .sort((a, b) => b.by.length - a.by.length || (a.library < b.library ? -1 : 1));
  if (libraries.length === 0) return hasCode(input, service) ? [] : beforeCode(given);
  const rows: Row[] = [];
  for (const need of needsOf(input)) {
    if (own.some(({ pack }) => pack.concerns.includes(need.concern))) continue;
    const options = [...managers].flatMap((language) => given(need.concern, language));
    const [first, ...others] = options;
    if (!first) continue;
    rows.push({
      text: `${concernWords[need.concern]}: ${first.library}`,
      tone: 'open',
      guide: 'frameworks-and-platform#modules',
      because: `${need.because}, and none of its dependencies covers it; ${listed(first.by)} ${first.by.length === 1 ? 'uses' : 'use'} it${first.owner === undefined ? '' : `, ${first.owner} owns it`}${others.length > 0 ? `; also in use: ${listed(others.slice(0, 3).map(({ library }) => library))}` : ''}.`,
      ...(need.at ? { at: await lineOf(need.at) } : {}),
    });
  }
  return rows;
}

/** What is there to choose from, before there is any code. */
function beforeCode(
  given: (concern: Concern) => readonly { library: string; by: readonly string[]; language: string }[],
): Row[] {
  return wanted.flatMap((concern): Row[] => {
    const options = given(concern).slice(0, 4);
    if (options.length === 0) return [];
    return [
      {
        text: `${concernWords[concern]}: ${listed(options.map(({ library }) => library))}`,
        tone: 'none',
        guide: 'frameworks-and-platform#modules',
        because: `its code is not in this workspace yet; ${listed([...new Set(options.flatMap(({ by }) => by))].slice(0, 5))} ${options.flatMap(({ by }) => by).length === 1 ? 'uses' : 'use'}.`,
      },
    ];
  });
}

function hasCode({ index }: PartInput, service: Service): boolean {
  return (
    index.ofService(service, 'server').length + index.ofService(service, 'route').length > 0 ||
    index.ofService(service, 'outgoing-call').length > 0
  );
}

function needsOf({ index, service }: PartInput): Need[] {
  const [route] = index.ofService(service, 'route').filter(({ fact }) => !/health|ready|live|metrics/i.test(fact.path));
  const call = index
    .ofService(service, 'outgoing-call')
    .find(({ fact }) => fact.protocol === 'http' && fact.role === 'call' && fact.browser !== true);
  const serves = route
    ? { because: `it answers ${route.fact.path}`, at: { file: route.file, span: route.fact.span } }
    : undefined;
  const measured =
    index.ofService(service, 'metric').length > 0 ||
    index.ofService(service, 'metrics-export').some(({ fact }) => fact.how !== 'unknown');
  const stops = index.ofService(service, 'shutdown-hook').length > 0;
  return [
    ...(serves && !measured ? [{ concern: 'instrumentation' as const, ...serves }] : []),
    ...(serves
      ? [
          { concern: 'request-logs' as const, ...serves },
          { concern: 'load-control' as const, ...serves },
          ...(stops ? [] : [{ concern: 'lifecycle' as const, ...serves }]),
        ]
      : []),
    ...(call
      ? [
          {
            concern: 'clients' as const,
            because: `it makes outgoing calls with ${call.fact.api}`,
            at: { file: call.file, span: call.fact.span },
          },
          {
            concern: 'tracing' as const,
            because: `it makes outgoing calls with ${call.fact.api}, so a trace continues in other services`,
            at: { file: call.file, span: call.fact.span },
          },
        ]
      : []),
  ];
}
