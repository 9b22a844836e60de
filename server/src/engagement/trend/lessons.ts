import { draftPage, slugOf, titleOf } from '../../guide/draft.ts';
import type { Library, PackageManager } from '../../model/component-fact.ts';
import type { DraftDocument } from '../../model/engagement.ts';
import { plain } from '../../report/summary/input.ts';
import type { Written } from '../formats.ts';
import type { PartInput } from '../part.ts';
import { nameFor } from '../kit/names.ts';

export type Lesson = Written<'trend'>['lessons'][number];

/** More drafts than this nobody writes. */
const maxDrafts = 10;

/** A draft of a page for each lesson that has become nothing yet; with a pack and a fixture where it names a library. */
export function lessonDocuments(input: PartInput): DraftDocument[] {
  return input.said.trend.lessons
    .filter(({ became }) => became === undefined)
    .slice(-maxDrafts)
    .flatMap((lesson) => {
      const title = titleOf(plain(lesson.text));
      const id = nameFor('own', lesson.text).slice('own-'.length);
      return [
        {
          id: `guide-${id}`,
          title: `Draft of a Guide page: ${title}`,
          fileName: `${slugOf(title)}.md`,
          language: 'markdown',
          text: draftPage(
            {
              title,
              text: `${plain(lesson.text)}\n\nLearned from: ${plain(lesson.from)}`,
              service: input.service.name,
              by: lesson.by,
            },
            lesson.date,
          ),
        },
        ...librariesIn(lesson.text, input).flatMap((library) => packDrafts(library, lesson, id)),
      ];
    });
}

/** Libraries of the service that a lesson names. */
export function librariesIn(text: string, { index, service }: Pick<PartInput, 'index' | 'service'>): Library[] {
  const words = text.toLowerCase();
  const found = new Map<string, Library>();
  for (const { fact } of index.ofService(service, 'library')) {
    const last = shortName(fact).toLowerCase();
    const named = [fact.name.toLowerCase(), last].some((name) => {
      const at = name.length < 3 ? -1 : words.indexOf(name);
      return at >= 0 && !/[\w-]/.test(`${words[at - 1] ?? ' '}`) && !/[\w-]/.test(words[at + name.length] ?? ' ');
    });
    if (named) found.set(fact.name, fact);
  }
  return [...found.values()].slice(0, 3);
}

/** `pq` of `github.com/lib/pq`, `postgresql` of `org.postgresql:postgresql`. */
function shortName({ name }: Library): string {
  return (
    name
      .replace(/\/v\d+$/, '')
      .split(/[/:]/)
      .at(-1) ?? name
  );
}

const languages = {
  npm: ['javascript', 'ts'],
  go: ['go', 'go'],
  pypi: ['python', 'py'],
  maven: ['java', 'java'],
  nuget: ['csharp', 'cs'],
} as const satisfies Readonly<Record<PackageManager, readonly [string, string]>>;

function packDrafts(library: Library, { text, from }: Lesson, lesson: string): DraftDocument[] {
  const [language, extension] = languages[library.manager];
  const name = shortName(library);
  const id = `team-${
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'library'
  }`;
  const module = library.manager === 'maven' ? (library.name.split(':')[0] ?? library.name) : library.name;
  const learned = `${plain(text)} (${plain(from)})`
    .split('\n')
    .map((line) => `# ${line}`)
    .join('\n');
  return [
    {
      id: `pack-${lesson}-${id}`,
      title: `Draft of a pack for ${name}`,
      fileName: `${id}.yaml`,
      language: 'yaml',
      text: `# A draft for .prr/packs/: describe what the library does, with a link to its documentation.
# Learned:
${learned}
id: ${id}
name: ${JSON.stringify(name)}
language: ${language}
modules: [${JSON.stringify(module)}]
outgoing:
  protocol: http # http, rpc or datastore
  default:
    timeout: none # or finite: the default of a call
    says: ${JSON.stringify(`${name} has no default timeout (check its documentation)`)}
    version: all
    source: fill in the address of the documentation
  calls:
    - names: [get] # what goes out
      options: [1] # position of its options, from 0
  deadlines:
    - option: timeout # the option that limits it
`,
    },
    {
      id: `fixture-${lesson}-${id}`,
      title: `Draft of a fixture for ${name}`,
      fileName: `${id}.${extension}`,
      language: extension === 'ts' ? 'typescript' : language,
      text: fixture(extension, module, name),
    },
  ];
}

/** A file in the library's language: one call that is wrong, one that is right, with what is expected below each. */
function fixture(extension: 'ts' | 'go' | 'py' | 'java' | 'cs', module: string, name: string): string {
  const word = name.replace(/\W/g, '') || 'library';
  switch (extension) {
    case 'ts':
      return `import ${word} from '${module}';

await ${word}.get(url);
//    ${' '.repeat(word.length)} ^^^ violated: without a timeout

await ${word}.get(url, { timeout: 500 });
//    ${' '.repeat(word.length)} ^^^ shown
`;
    case 'py':
      return `import ${word}

${word}.get(url)
# ${' '.repeat(Math.max(0, word.length - 1))}^^^ violated: without a timeout

${word}.get(url, timeout=0.5)
# ${' '.repeat(Math.max(0, word.length - 1))}^^^ shown
`;
    case 'go':
      return `package fixture

import "${module}"

func wrong() {
	${word}.Get(url)
	//${' '.repeat(Math.max(0, word.length - 1))}^^^ violated: without a timeout
}

func right() {
	${word}.Get(url, ${word}.Timeout(500*time.Millisecond))
	//${' '.repeat(Math.max(0, word.length - 1))}^^^ shown
}
`;
    case 'cs':
      return `using ${module};

class Fixture
{
    async Task Wrong(${word} client) =>
        await client.GetAsync(url);
//                   ^^^^^^^^ violated: without a timeout
}
`;
    case 'java':
      return `import ${module}.Client;

class Fixture {
  void wrong(Client client) {
    client.get(url);
    //     ^^^ violated: without a timeout
  }

  void right(Client client) {
    client.get(url, timeout);
    //     ^^^ shown
  }
}
`;
  }
}
