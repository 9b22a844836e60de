import type { ConnectionPool } from '../../model/code-fact.ts';
import type { Span } from '../../model/span.ts';
import type { Argument, Call } from '../../syntax/code/outline.ts';
import { entriesAt } from '../monitoring/metric-names.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { numberAt } from './numbers.ts';

/** How a library's call says how many connections its pool opens. */
interface PoolPattern {
  /** Canonical names of the calls. */
  readonly names: RegExp;
  /** Options or keyword arguments that hold a part of the number, with what they are unless given; dots lead into objects. */
  readonly options: readonly (readonly [name: string, otherwise: number | undefined])[];
  readonly product?: 'PostgreSQL' | 'MySQL';
}

/** From the libraries' own documentation, the defaults too. */
const scripts: readonly PoolPattern[] = [
  // https://node-postgres.com/apis/pool
  { names: /^pg\.(default\.)?Pool$/, options: [['max', 10]], product: 'PostgreSQL' },
  // https://github.com/porsager/postgres#connection-details
  { names: /^postgres(\.default)?$/, options: [['max', 10]], product: 'PostgreSQL' },
  // https://sidorares.github.io/node-mysql2/docs#using-connection-pools
  { names: /^mysql2?(\/promise)?\.(default\.)?createPool$/, options: [['connectionLimit', 10]], product: 'MySQL' },
  // https://sequelize.org/docs/v6/other-topics/connection-pool/
  { names: /^sequelize(\.Sequelize|\.default)?$/, options: [['pool.max', 5]] },
  // https://knexjs.org/guide/#pool
  { names: /^knex(\.knex|\.default)?$/, options: [['pool.max', 10]] },
  // https://typeorm.io/data-source-options
  { names: /^typeorm\.(DataSource|createConnection)$/, options: [['poolSize', 10]] },
];

const python: readonly PoolPattern[] = [
  // https://docs.sqlalchemy.org/en/20/core/engines.html
  {
    names: /^sqlalchemy(\.engine|\.ext\.asyncio)?\.create_(async_)?engine$/,
    options: [
      ['pool_size', 5],
      ['max_overflow', 10],
    ],
  },
  // https://magicstack.github.io/asyncpg/current/api/index.html#connection-pools
  { names: /^asyncpg(\.pool)?\.create_pool$/, options: [['max_size', 10]], product: 'PostgreSQL' },
  // https://www.psycopg.org/psycopg3/docs/api/pool.html
  { names: /^psycopg_pool\.(Async)?ConnectionPool$/, options: [['max_size', 4]], product: 'PostgreSQL' },
];

/** Pools of connections to databases that a file makes or bounds. */
export function extractPools(code: ResolvedCode): ConnectionPool[] {
  const { language } = code.outline;
  if (language === 'go') return ofGo(code);
  if (language === 'java') return ofJava(code);
  if (language === 'csharp') return [];
  const patterns = language === 'python' ? python : scripts;
  if (!drivers.test(code.text)) return [];
  const mayMake = (last: string) => language !== 'python' || pythonLasts.test(last);
  return callsNamed(code, mayMake).flatMap(({ call, index }): ConnectionPool[] => {
    const origins = code.resolver.callee(index);
    if (!origins.some(({ kind }) => kind === 'module')) return [];
    const names = code.resolver.names(index);
    const pattern = patterns.find((each) => names.some((name) => each.names.test(name)));
    return pattern ? ofPattern(code, { call, index, pattern }) : [];
  });
}

/** Names of which one is in each file that imports such a library. */
const drivers =
  /["'](pg|postgres|mysql2?(\/promise)?|sequelize|knex|typeorm)["']|\b(sqlalchemy|asyncpg|psycopg_pool)\b/;
const pythonLasts = /^create_(async_)?engine$|^create_pool$|^(Async)?ConnectionPool$/;

interface Match {
  readonly call: Call;
  readonly index: number;
  readonly pattern: PoolPattern;
}

function ofPattern(code: ResolvedCode, { call, index, pattern }: Match): ConnectionPool[] {
  const at = code.resolver.placeOf(index);
  const first = call.args[0]?.value;
  // A file is no server.
  if (first?.kind === 'string' && /^sqlite/i.test(first.text)) return [];
  if (call.args.some(({ name }) => name === 'poolclass')) return [];
  const objects = call.args.map(({ value }) => entriesAt(code, value, at));
  const entries = [...call.args.filter(({ name }) => name !== undefined), ...objects.flatMap((each) => each ?? [])];
  // Options that come from elsewhere may hold the number.
  const isOpen =
    call.args.some(({ spread }) => spread) ||
    entries.some(({ spread, name }) => spread || name === '') ||
    (code.outline.language !== 'python' &&
      call.args.some(
        ({ value }, position) => !objects[position] && value.kind !== 'string' && !isText(code, value, at),
      ));
  let size = 0;
  let span: Span | undefined;
  for (const [option, otherwise] of pattern.options) {
    const entry = entryAt(code, entries, { path: option.split('.'), at });
    const number = entry ? numberAt(code, entry.value, at) : isOpen ? undefined : otherwise;
    if (number === undefined) return [poolOf(call.nameSpan, { given: 'unknown', by: nameOf(call), pattern })];
    if (entry) span ??= entry.value.span;
    size += number;
  }
  const given = span ? 'written' : 'default';
  return size > 0 ? [poolOf(span ?? call.nameSpan, { size, given, by: nameOf(call), pattern })] : [];
}

function isText(code: ResolvedCode, value: Argument['value'], at: At): boolean {
  return code.resolver.evaluate(value, at).every((origin) => {
    if (origin.kind === 'value') return origin.value.kind === 'string';
    return origin.kind === 'global' && origin.names[0] === 'process';
  });
}

function entryAt(
  code: ResolvedCode,
  entries: readonly Argument[],
  { path: [first, ...rest], at }: { path: readonly string[]; at: At },
): Argument | undefined {
  const entry = entries.findLast(({ name }) => name === first);
  if (!entry || rest.length === 0) return entry;
  return entryAt(code, entriesAt(code, entry.value, at) ?? [], { path: rest, at });
}

function nameOf(call: Call): string {
  return call.callee.names.filter((name) => name !== '').join('.');
}

function poolOf(
  span: Span,
  { pattern, ...rest }: Pick<ConnectionPool, 'size' | 'given' | 'by'> & { pattern: Pick<PoolPattern, 'product'> },
): ConnectionPool {
  return { kind: 'connection-pool', span, ...rest, ...(pattern.product ? { product: pattern.product } : {}) };
}

/** `db.SetMaxOpenConns(5)`, `config.MaxConns = 5`; `sql.Open` alone has no limit. */
function ofGo(code: ResolvedCode): ConnectionPool[] {
  const { outline, resolver, text } = code;
  if (!/"database\/sql"|sqlx"|gorm|pgx/.test(text)) return [];
  const set = callsNamed(code, new Set(['SetMaxOpenConns'])).flatMap(({ call, index }): ConnectionPool[] => {
    const size = numberAt(code, call.args[0]?.value, resolver.placeOf(index));
    if (size === undefined) return [poolOf(call.nameSpan, { given: 'unknown', by: nameOf(call), pattern: {} })];
    const span = call.args[0]?.value.span ?? call.nameSpan;
    return [
      poolOf(span, {
        ...(size > 0 ? { size, given: 'written' } : { given: 'unlimited' }),
        by: nameOf(call),
        pattern: {},
      }),
    ];
  });
  const pgx = /pgx\/v\d+\/pgxpool"|pgx\/pgxpool"/.test(text)
    ? outline.bindings.flatMap(({ targets, value, region, span }): ConnectionPool[] => {
        if (targets[0]?.names.at(-1) !== 'MaxConns' || !value) return [];
        const size = numberAt(code, value, { region, offset: span.start });
        const pattern = { product: 'PostgreSQL' as const };
        return [
          poolOf(value.span, {
            ...(size ? { size, given: 'written' } : { given: 'unknown' }),
            by: 'MaxConns',
            pattern,
          }),
        ];
      })
    : [];
  if (set.length + pgx.length > 0) return [...set, ...pgx];
  return callsNamed(code, (last) => goLasts.test(last)).flatMap(({ call, index }): ConnectionPool[] => {
    const names = resolver.names(index);
    if (
      names.some((name) => /^(database\/sql|github\.com\/jmoiron\/sqlx)\.(Open|OpenDB|Connect|MustConnect)$/.test(name))
    )
      return call.args[0]?.value.kind === 'string' && /sqlite/.test(call.args[0].value.text)
        ? []
        : [poolOf(call.nameSpan, { given: 'unlimited', by: nameOf(call), pattern: {} })];
    const isPgx = names.some((name) => /pgxpool\.(New|NewWithConfig|Connect|ConnectConfig)$/.test(name));
    return isPgx
      ? [poolOf(call.nameSpan, { given: 'unknown', by: nameOf(call), pattern: { product: 'PostgreSQL' } })]
      : [];
  });
}

const goLasts = /^(Open|OpenDB|Connect|MustConnect|New|NewWithConfig|ConnectConfig)$/;

/** `config.setMaximumPoolSize(5)` of HikariCP. */
function ofJava(code: ResolvedCode): ConnectionPool[] {
  if (!code.text.includes('com.zaxxer.hikari')) return [];
  const set = callsNamed(code, new Set(['setMaximumPoolSize'])).flatMap(({ call, index }): ConnectionPool[] => {
    const size = numberAt(code, call.args[0]?.value, code.resolver.placeOf(index));
    const span = call.args[0]?.value.span ?? call.nameSpan;
    return [
      poolOf(span, { ...(size ? { size, given: 'written' } : { given: 'unknown' }), by: nameOf(call), pattern: {} }),
    ];
  });
  if (set.length > 0) return set;
  return callsNamed(code, new Set(['HikariDataSource'])).flatMap(({ call }): ConnectionPool[] =>
    call.constructs ? [poolOf(call.nameSpan, { size: 10, given: 'default', by: 'HikariDataSource', pattern: {} })] : [],
  );
}
