import assert from 'node:assert/strict';
import { extractArtefact } from '../../server/src/facts/artefacts/extract.ts';
import type { FactKind, FactOf } from '../../server/src/model/fact.ts';
import { roleOf } from '../../server/src/workspace/policy.ts';

function factsOf<K extends FactKind>(kind: K, file: string, text: string): FactOf<K>[] {
  return extractArtefact(file, text).filter((fact): fact is FactOf<K> => fact.kind === kind);
}

describe('images that are built', () => {
  it('are read from the command line, over several lines and with variables in the name', () => {
    const text =
      'build:\n\tdocker build \\\n\t  --build-arg X=1 -t $(REGISTRY)/orders:$(TAG) -f orders/Dockerfile .\n\tdocker buildx build --tag shop/stock stock\n';
    assert.deepEqual(
      factsOf('image-build', 'Makefile', text).map(({ image, dockerfile, context }) => [image, dockerfile, context]),
      [
        ['orders', 'orders/Dockerfile', ''],
        ['shop/stock', undefined, 'stock'],
      ],
    );
  });

  it('say nothing where the folder is only known when it runs', () => {
    assert.deepEqual(factsOf('image-build', 'build.sh', 'docker build -t shop/a "$FOLDER"\n'), []);
  });

  it('are read from the workflow at the top of the repository', () => {
    const text =
      'on: push\njobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with: { context: ./orders, file: ./orders/Containerfile, target: live, tags: "ghcr.io/shop/orders:1" }\n';
    assert.deepEqual(
      factsOf('image-build', '.github/workflows/a.yml', text).map(({ span: _span, ...fact }) => fact),
      [
        {
          kind: 'image-build',
          image: 'ghcr.io/shop/orders',
          dockerfile: 'orders/Containerfile',
          context: 'orders',
          target: 'live',
        },
      ],
    );
  });
});

describe('processes', () => {
  it('are read from a Procfile, units of systemd and supervisord', () => {
    const procfile = factsOf('process-start', 'Procfile', 'web: bin/web -p $PORT\nrelease: bin/migrate\n');
    assert.deepEqual(
      procfile.map(({ name, command, once }) => [name, command, once]),
      [
        ['web', 'bin/web -p $PORT', undefined],
        ['release', 'bin/migrate', true],
      ],
    );
    const [unit] = factsOf(
      'process-start',
      'deploy/orders.service',
      '[Service]\nType=oneshot\nExecStart=-/usr/bin/orders --once\n',
    );
    assert.deepEqual([unit?.name, unit?.command, unit?.once], ['orders', '/usr/bin/orders --once', true]);
    const [program] = factsOf(
      'process-start',
      'supervisord.conf',
      '[program:api]\ndirectory=/app\ncommand=python api.py\n',
    );
    assert.deepEqual([program?.name, program?.command], ['api', 'python api.py']);
  });
});

describe('what starts a container', () => {
  it('a script runs with exec, by branch and function', () => {
    const [script] = factsOf(
      'start-script',
      'entrypoint.sh',
      'serve() {\n  exec ./server\n}\ncase "$1" in\n  work)\n    exec ./worker \\\n      --all\n    ;;\nesac\nexec "$@"\n',
    );
    assert.deepEqual(script?.runs, [
      { label: 'serve', command: './server' },
      { label: 'work', command: './worker --all' },
      { command: '"$@"' },
    ]);
  });

  it('stages, ports and plain variables of a Dockerfile', () => {
    const [start] = factsOf(
      'image-start',
      'Dockerfile',
      'FROM alpine AS api\nENTRYPOINT ["api"]\nFROM alpine AS job\nENV A=1 B="two words" API_TOKEN=abc\nENV C three\nEXPOSE 80 443/tcp\nCMD ["job"]\n',
    );
    assert.deepEqual(
      start?.targets.map(({ stage }) => stage),
      ['api', 'job'],
    );
    assert.deepEqual(start?.exposes, ['80', '443/tcp']);
    assert.deepEqual(
      start?.environment.map(({ name, value }) => [name, value]),
      [
        ['A', '1'],
        ['B', 'two words'],
        ['C', 'three'],
      ],
    );
  });
});

describe('roles of files in packages', () => {
  it('are not told by the names of packages below a source root of Java', () => {
    assert.equal(roleOf('orders/src/main/java/com/example/orders/A.java'), 'source');
    assert.equal(roleOf('orders/src/main/resources/samples/a.yaml'), 'source');
    assert.equal(roleOf('examples/orders/src/main/java/com/shop/A.java'), 'example');
  });
});
