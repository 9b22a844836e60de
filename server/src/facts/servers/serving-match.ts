import type { Pack } from '../../knowledge/pack.ts';
import type { Serving } from '../../knowledge/serving.ts';
import type { Known } from '../code/names/origin.ts';
import { oncePerLanguage } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { lastName, writtenName } from '../code/written.ts';

/** A name as one pack has it. */
export interface Placed {
  readonly pack: Pack;
  readonly serving: Serving;
  /** Relative to the pack: `createServer().listen`. */
  readonly name: string;
}

/** What packs about serving know of a name. */
export function placed({ knowledge, outline }: ResolvedCode, known: Known): Placed[] {
  const packs =
    known.module === undefined
      ? knowledge.forGlobal(outline.language, known.name.split('.', 1)[0] ?? '')
      : knowledge.forModule(outline.language, known.module);
  return packs.flatMap((pack) => {
    if (!pack.serving) return [];
    const name = known.module === undefined ? known.name.slice(known.name.indexOf('.') + 1) : known.name;
    return [{ pack, serving: pack.serving, name: withoutSteps(name, pack.serving.fluent) }];
  });
}

/** `default().use().listen` as `default().listen`. */
function withoutSteps(name: string, fluent: readonly string[]): string {
  const [first = '', ...rest] = name.split('.');
  const last = rest.pop();
  const isMade = /[)}]$/.test(first);
  const kept = fluent.includes('*')
    ? rest.slice(0, isMade ? 0 : 1)
    : rest.filter((step) => !step.endsWith('()') || !fluent.includes(step.slice(0, -2)));
  return [first, ...kept, ...(last === undefined ? [] : [last])].join('.');
}

/** What packs about serving know of the thing that a call calls. */
export function placedCall(code: ResolvedCode, call: number): Placed[] {
  return code.resolver
    .callee(call)
    .flatMap((origin) => code.resolver.identify(origin).flatMap((known) => placed(code, known)));
}

/** Whether it cannot be told from this file what a call calls: a parameter, or something made in another file. */
export function isOpaque(code: ResolvedCode, call: number): boolean {
  const names = code.resolver.callee(call).flatMap((origin) => code.resolver.identify(origin));
  return names.every(
    ({ module }) =>
      module !== undefined &&
      /^[./@~#]/.test(module) &&
      code.knowledge.forModule(code.outline.language, module).length === 0,
  );
}

/** The packs about serving for the language of the code. */
export const servingPacks = oncePerLanguage(({ packs }, language): readonly Pack[] =>
  packs.filter((pack) => pack.language === language && pack.serving !== undefined),
);

/** The last two names of a call as written: `app.listen` for `this.app.listen`. */
export function ownerAndName(code: ResolvedCode, call: number): string {
  const own = code.outline.calls[call];
  return own ? writtenName(code.outline, own).split('.').slice(-2).join('.') : '';
}

interface LastNames {
  readonly servers: ReadonlySet<string>;
  readonly hooks: ReadonlySet<string>;
  readonly consumers: ReadonlySet<string>;
  readonly drains: ReadonlySet<string>;
  readonly aborts: ReadonlySet<string>;
  /** Whole names of calls that drain by how they are written. */
  readonly drainsNamed: ReadonlySet<string>;
  readonly routes: ReadonlySet<string>;
  readonly answers: ReadonlySet<string>;
}

/** Last names of the calls that packs know, so that most calls need no look at all. */
export const knownLastNames = oncePerLanguage(({ packs }, language): LastNames => {
  const all = packs.flatMap(({ language: own, serving }) => (own === language && serving ? [serving] : []));
  return {
    servers: new Set(
      all.flatMap((each) => each.servers.flatMap((server) => [...server.names, ...server.named].map(lastName))),
    ),
    hooks: new Set(all.flatMap((each) => each.hooks.flatMap((hook) => hook.names.map(lastName)))),
    consumers: new Set(
      all.flatMap((each) => each.consumers.flatMap(({ names, named }) => [...names, ...named].map(lastName))),
    ),
    aborts: new Set(all.flatMap((each) => each.aborts.map(lastName))),
    drains: new Set(all.flatMap((each) => [...each.drains, ...each.drainsNamed].map(lastName))),
    drainsNamed: new Set(all.flatMap((each) => each.drainsNamed)),
    routes: new Set(all.flatMap((each) => each.routing?.routes.flatMap(({ calls }) => calls) ?? [])),
    answers: new Set(all.flatMap((each) => each.answers.flatMap(({ names }) => names.map(lastName)))),
  };
});
