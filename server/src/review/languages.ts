/** Languages of code by extension, whether we can read them or not (yet). Scripts of Kotlin (`kts`) build what serves. */
const languages: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ts: 'TypeScript',
    mts: 'TypeScript',
    cts: 'TypeScript',
    tsx: 'TypeScript',
    js: 'JavaScript',
    jsx: 'JavaScript',
    mjs: 'JavaScript',
    cjs: 'JavaScript',
    go: 'Go',
    py: 'Python',
    java: 'Java',
    kt: 'Kotlin',
    scala: 'Scala',
    cs: 'C#',
    fs: 'F#',
    rb: 'Ruby',
    rs: 'Rust',
    php: 'PHP',
    ex: 'Elixir',
    exs: 'Elixir',
    erl: 'Erlang',
    clj: 'Clojure',
    swift: 'Swift',
    dart: 'Dart',
    c: 'C',
    cc: 'C++',
    cpp: 'C++',
    vue: 'Vue',
    svelte: 'Svelte',
    lua: 'Lua',
    pl: 'Perl',
  }),
);

/** The language of a file of code, by its extension; other files say nothing of production, or are artefacts. */
export function languageOf(path: string): string | undefined {
  return languages.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}
