import assert from 'node:assert/strict';
import { indexed } from '../analyse.ts';

/** Libraries of a build file: manager, name, version, and the text at the place. */
async function libraries(file: string, text: string): Promise<string[]> {
  const facts = (await indexed({ [file]: text })).file(file)?.facts ?? [];
  return facts.flatMap((fact) =>
    fact.kind === 'library'
      ? [`${fact.manager} ${fact.name} ${fact.version ?? '-'} (${text.slice(fact.span.start, fact.span.end)})`]
      : [],
  );
}

describe('libraries of a build', () => {
  it('of npm, without those for development', async () => {
    const text =
      '{\n  "name": "x",\n  "dependencies": { "pg": "^8.1.0" },\n  "devDependencies": { "mocha": "12" }\n}\n';
    assert.deepEqual(await libraries('web/package.json', text), ['npm pg ^8.1.0 (pg)']);
  });

  it('of Go, without those that come by way of another', async () => {
    const text = `module acme.dev/shop

go 1.23

require github.com/lib/pq v1.10.9

require (
	github.com/redis/go-redis/v9 v9.1.0
	golang.org/x/sys v0.1.0 // indirect
)

replace github.com/lib/pq => ../pq
`;
    assert.deepEqual(await libraries('go.mod', text), [
      'go github.com/lib/pq v1.10.9 (github.com/lib/pq)',
      'go github.com/redis/go-redis/v9 v9.1.0 (github.com/redis/go-redis/v9)',
    ]);
  });

  it('of Python, in requirements, of the project and of Poetry; names as the index knows them', async () => {
    const requirements =
      '# the usual\n-r base.txt\nPsycopg2_Binary[pool]==2.9 ; python_version > "3"\n  celery>=5,<6\n--hash=x\n';
    assert.deepEqual(await libraries('requirements.txt', requirements), [
      'pypi psycopg2-binary 2.9 (Psycopg2_Binary)',
      'pypi celery 5 (celery)',
    ]);
    assert.deepEqual(await libraries('requirements-dev.txt', 'pytest\n'), []);
    const project =
      '[project]\nname = "x"\ndependencies = [\n  "uvicorn[standard]>=0.3",\n  \'SQLAlchemy\',\n]\n[tool.x]\ny = ["no"]\n';
    assert.deepEqual(await libraries('pyproject.toml', project), [
      'pypi uvicorn - (uvicorn)',
      'pypi sqlalchemy - (SQLAlchemy)',
    ]);
    const poetry =
      '[tool.poetry.dependencies]\npython = "^3.12"\nasyncpg = "^0.29"\n\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n';
    assert.deepEqual(await libraries('pyproject.toml', poetry), ['pypi asyncpg - (asyncpg)']);
  });

  it('of Maven and Gradle, without tests, plug-ins and what is only managed', async () => {
    const pom = `<project>
  <dependencyManagement><dependencies><dependency><groupId>a</groupId><artifactId>managed</artifactId></dependency></dependencies></dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>org.postgresql</groupId>
      <artifactId>postgresql</artifactId>
      <version>42.7.1</version>
    </dependency>
    <!-- <dependency><groupId>a</groupId><artifactId>gone</artifactId></dependency> -->
    <dependency><groupId>org.junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
  </dependencies>
  <build><plugins><plugin><dependencies><dependency><groupId>a</groupId><artifactId>plugin</artifactId></dependency></dependencies></plugin></plugins></build>
</project>
`;
    assert.deepEqual(await libraries('pom.xml', pom), ['maven org.postgresql:postgresql 42.7.1 (postgresql)']);
    const gradle =
      "dependencies {\n  implementation 'com.zaxxer:HikariCP:5.1.0'\n  testImplementation 'org.junit:junit:4'\n}\n";
    assert.deepEqual(await libraries('build.gradle', gradle), [
      'maven com.zaxxer:HikariCP 5.1.0 (com.zaxxer:HikariCP)',
    ]);
  });

  it('of broken files are those that can be read', async () => {
    assert.deepEqual(await libraries('package.json', '{ "dependencies": { "pg": '), ['npm pg - (pg)']);
    assert.deepEqual(await libraries('go.mod', 'require (\n\tgithub.com/lib/pq v1.10.9\n'), []);
    assert.deepEqual(await libraries('pom.xml', '<dependency><artifactId>x'), []);
  });
});
