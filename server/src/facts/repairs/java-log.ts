import type { Edit } from '../../model/span.ts';
import type { Region } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { outwards } from '../code/written.ts';

/** How a logger is told of an error. */
export interface JavaLogger {
  readonly name: string;
  readonly form: 'plain' | 'java.util.logging' | 'System.Logger';
}

/** Loggers by the package of their type. */
const forms: ReadonlyMap<string, JavaLogger['form']> = new Map([
  ['org.slf4j', 'plain'],
  ['org.apache.logging.log4j', 'plain'],
  ['org.apache.log4j', 'plain'],
  ['org.apache.commons.logging', 'plain'],
  ['org.jboss.logging', 'plain'],
  ['io.quarkus.logging', 'plain'],
  ['java.util.logging', 'java.util.logging'],
]);
/** Lombok's annotations that give a class a field `log`. */
const lombok: ReadonlyMap<string, JavaLogger['form']> = new Map([
  ['Slf4j', 'plain'],
  ['XSlf4j', 'plain'],
  ['Log4j', 'plain'],
  ['Log4j2', 'plain'],
  ['CommonsLog', 'plain'],
  ['JBossLog', 'plain'],
  ['Log', 'java.util.logging'],
]);

/** The logger that a place can reach: a field of a class around it, or Lombok's `log`. */
export function javaLogger({ outline, text }: ResolvedCode, region: number): JavaLogger | undefined {
  const packageOf = (type: string) => {
    const imported = outline.imports.find(({ local }) => local === type)?.module;
    const onDemand = outline.imports.find(({ module, member }) => member === '*' && forms.has(module))?.module;
    return imported ?? onDemand;
  };
  for (const at of outwards(outline, region)) {
    const own = outline.regions[at];
    if (own?.kind !== 'class') continue;
    for (const { how, region: owner, type, targets } of outline.bindings) {
      if (how !== 'field' || owner !== at || type === undefined || !/^(Log|Logger|Logger\w*|\w*Log)$/.test(type))
        continue;
      const form = forms.get(packageOf(type) ?? '');
      const name = targets[0]?.names.join('.');
      if (form && name !== undefined) return { name, form };
    }
    for (const decorator of annotationsOf(own)) {
      const form = lombok.get(outline.calls[decorator]?.callee.names.join('.') ?? '');
      if (form && /\blombok\b/.test(text)) return { name: 'log', form };
    }
  }
  return undefined;
}

function annotationsOf({ decorators }: Region): readonly number[] {
  return decorators ?? [];
}

/** The class around a place by whose name a logger is made. */
export function classAround({ outline }: ResolvedCode, region: number): string | undefined {
  for (const at of outwards(outline, region)) {
    const { kind, name } = outline.regions[at] ?? {};
    if (kind === 'class' && name !== undefined) return name;
  }
  return undefined;
}

/** Adds an import to a Java file, in the order of those that are there. */
export function insertJavaImport({ outline, text }: ResolvedCode, name: string): Edit[] {
  const module = name.slice(0, name.lastIndexOf('.'));
  const last = name.slice(name.lastIndexOf('.') + 1);
  const nameOf = (each: (typeof outline.imports)[number]) => `${each.module}.${each.member ?? ''}`;
  const isThere = outline.imports.some(
    (each) => each.module === module && (each.member === last || each.member === '*'),
  );
  if (isThere) return [];
  const plain = outline.imports.filter(
    ({ span }) => !/^import\s+static\b/.test(text.slice(span.start, span.start + 20)),
  );
  const group = plain.filter((each) => each.module.split('.')[0] === name.split('.')[0]);
  const next = group.find((each) => nameOf(each) > name);
  if (next) return [insertion(next.span.start, `import ${name};\n`)];
  const near = group.at(-1) ?? plain.at(-1);
  if (near) return [insertion(near.span.end, `\nimport ${name};`)];
  const clause = /^package[^;]*;/m.exec(text);
  return clause
    ? [insertion(clause.index + clause[0].length, `\n\nimport ${name};`)]
    : [insertion(0, `import ${name};\n\n`)];
}

function insertion(offset: number, text: string): Edit {
  return { span: { start: offset, end: offset }, text };
}
