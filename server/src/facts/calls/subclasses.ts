import { matchOutgoing, type KnownPack } from '../../knowledge/outgoing-match.ts';
import type { ClientPattern } from '../../knowledge/outgoing.ts';
import type { ClientExport } from '../../model/code-fact.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { isPlain } from '../deadlines/client-deadline.ts';
import { missing, unclear, type Given } from '../deadlines/given.ts';
import { say } from '../../words/say.ts';

/**
 * What is said of the deadline of a call on a class of this file that extends a client (`class Api(requests.Session)`);
 * undefined for other calls. A class that replaces what sends requests, or mounts a transport of its own, may set one.
 */
export function inheritedDeadline(origin: Origin, client: ClientPattern, code: ResolvedCode): Given | undefined {
  if (origin.kind !== 'typed' || typeof origin.made === 'string' || client.carries || !client.opaque) return undefined;
  return subclassDeadline(origin.made.inheritedBy, client.opaque, code);
}

function subclassDeadline(top: number, opaque: NonNullable<ClientPattern['opaque']>, code: ResolvedCode): Given {
  const { outline, text } = code;
  const family = withSubclasses(top, code);
  const replaced = outline.regions.find(
    ({ kind, parent, name = '' }) => kind === 'function' && family.has(parent) && opaque.replaced.includes(name),
  );
  if (replaced) return unclear(say('subclasses.its-class-replaces', { name: replaced.name }));
  // What stands beside the client among the parents may be asked before it.
  const mixed = [...family].find((each) => (outline.regions[each]?.supertypes?.length ?? 0) > 1);
  if (mixed !== undefined) return unclear(say('subclasses.another-parent-of-its-class'));
  const words = opaque.replaced.join('|');
  const set = new RegExp(`\\.(${words})\\s*=(?!=)`).exec(text)?.[1];
  if (set !== undefined) return unclear(say('subclasses.of-its-client-may-set', { set }));
  const called = callsNamed(code, (last) => opaque.called.includes(last)).find(
    ({ index }) => !isPlain(index, opaque.plain, code),
  );
  return called
    ? unclear(say('subclasses.of-its-client-may-set', { set: called.call.callee.names.at(-1) ?? '' }))
    : missing;
}

/** A class with the classes of the same file that extend it. */
function withSubclasses(top: number, { outline: { regions } }: ResolvedCode): ReadonlySet<number> {
  const family = new Set([top]);
  const names = new Set([regions[top]?.name]);
  regions.forEach(({ kind, name, supertypes = [] }, region) => {
    if (kind !== 'class' || !supertypes.some((each) => names.has(each))) return;
    family.add(region);
    names.add(name);
  });
  return family;
}

/** Classes at the top of a file that extend a client, as what other files make of them: `Api()`. */
export function subclassesOf(code: ResolvedCode): ClientExport[] {
  const { outline, resolver, knowledge } = code;
  if (outline.language !== 'python') return [];
  const known = new Map<string, { readonly known: KnownPack; readonly client: ClientPattern; readonly top: number }>();
  return outline.regions.flatMap((region, index): ClientExport[] => {
    const { kind, name, parent, supertypes = [], nameSpan, opener } = region;
    if (kind !== 'class' || parent !== 0 || name === undefined) return [];
    for (const type of supertypes) {
      const own = known.get(type);
      const at = { region: 0, offset: opener.start };
      const made = resolver
        .origins({ names: type.split('.') }, at)
        .flatMap((origin) => resolver.identify(origin))
        .flatMap(({ module, name: called }) => {
          const match = matchOutgoing(called, { module, language: outline.language, knowledge });
          return match?.role === 'make' ? [{ known: match.known, client: match.client, top: index }] : [];
        })[0];
      const above = own ?? made;
      if (!above?.client.opaque || above.client.carries) continue;
      known.set(name, above);
      const said = subclassDeadline(above.top, above.client.opaque, code);
      const { pack, outgoing } = above.known;
      const says =
        said.state === 'unclear'
          ? ({ deadline: 'unknown', because: said.because } as const)
          : ({ deadline: 'absent', because: outgoing.default.says } as const);
      const span = nameSpan ?? opener;
      return [{ kind: 'client-export', span, name: `${name}()`, library: pack.id, carries: false, ...says }];
    }
    return [];
  });
}
