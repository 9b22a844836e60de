import assert from 'node:assert/strict';
import { deployment, pictured } from './picture.ts';

const goServer = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":1", nil) }\n';
const goTool = 'package main\n\nfunc main() { println("x") }\n';

async function servicesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { services } = await pictured(files);
  return services.map(({ name, program }) => `${name}: ${program ?? '-'}`);
}

describe('starts', () => {
  it('of a binary are those of the package that a Makefile or a release builds under its name', async () => {
    const image = {
      'docker/server.Dockerfile':
        'FROM alpine:3.20\nCOPY ./build/ledger-daemon /usr/local/bin/\nCOPY ./sh/entrypoint.sh /etc/\nCMD ["/etc/entrypoint.sh"]\n',
      'docker/sh/entrypoint.sh': '#!/bin/sh\nset -e\nexec ledger-daemon start\n',
      'go.mod': 'module example.org/ledger\n\ngo 1.24\n',
      'cmd/one/main.go': goServer,
      'cmd/two/main.go': goServer,
    };
    assert.deepEqual(
      await servicesOf({ ...image, Makefile: 'NAME := ledger-daemon\nall:\n\tgo build -o bin/$(NAME) ./cmd/one\n' }),
      ['one: cmd/one/main.go'],
    );
    assert.deepEqual(
      await servicesOf({
        ...image,
        '.goreleaser.yml': 'builds:\n  - id: x\n    binary: ledger-daemon\n    main: ./cmd/two\n',
      }),
      ['two: cmd/two/main.go'],
    );
  });

  it('are not tools where nothing says what is deployed', async () => {
    const files = { 'go.mod': 'module example.org/x\n\ngo 1.24\n', 'cmd/server/main.go': goServer };
    assert.deepEqual(await servicesOf({ ...files, 'cmd/tools/sql/main.go': goServer, 'hack/gen/main.go': goTool }), [
      'shop: cmd/server/main.go',
    ]);
  });

  it('of Spring Boot are the class that its launcher is told, the last branch of the script', async () => {
    const main = (name: string) =>
      `package org.shop;\n@SpringBootApplication\npublic class ${name} {\n  public static void main(String[] args) {}\n}\n`;
    const { services } = await pictured({
      'node/docker/Dockerfile': 'FROM eclipse-temurin:21\nCOPY start-shop.sh app.deb /tmp/\nCMD ["start-shop.sh"]\n',
      'node/docker/start-shop.sh':
        'if [ "$INSTALL" = true ]; then\n  exec java -cp x.jar -Dloader.main=org.shop.Install \\\n    org.springframework.boot.loader.launch.PropertiesLauncher\nelse\n  exec java -cp x.jar -Dloader.main=org.shop.Server \\\n    org.springframework.boot.loader.launch.PropertiesLauncher\nfi\n',
      'compose.yaml': 'services:\n  shop1:\n    image: example/shop:1\n',
      'application/pom.xml': '<project><artifactId>application</artifactId></project>',
      'application/src/main/java/org/shop/Install.java': main('Install'),
      'application/src/main/java/org/shop/Server.java': main('Server'),
    });
    assert.deepEqual(
      services.map(({ name, program }) => [name, program]),
      [['shop1', 'application/src/main/java/org/shop/Server.java']],
    );
  });

  it('of a process that s6 keeps are programs of the container, and no services of their own', async () => {
    const { services, programs } = await pictured({
      Dockerfile: 'FROM python:3.13\nCOPY ./src ./\nCOPY ./rootfs /\nENTRYPOINT ["/init"]\nEXPOSE 8000\n',
      'rootfs/etc/s6-overlay/s6-rc.d/svc-web/run':
        '#!/bin/bash\ncd /app\nexec s6-setuidgid app gunicorn shop.wsgi:application\n',
      'rootfs/etc/s6-overlay/s6-rc.d/svc-worker/run': '#!/bin/bash\nexec celery --app shop worker\n',
      'compose.yaml': 'services:\n  web:\n    build: .\n',
      'requirements.txt': 'celery==5\n',
      'src/shop/__init__.py': '',
      'src/shop/wsgi.py': 'application = None\n',
      'src/shop/celery.py': 'from celery import Celery\napp = Celery("shop")\n',
    });
    assert.deepEqual(
      services.map(({ name, program }) => [name, program]),
      [['web', 'src/shop/wsgi.py']],
    );
    assert.equal(programs.find(({ id }) => id === 'src/shop/celery.py')?.kind, 'worker');
  });

  it('of an image are those of the last stage that starts something and is made to be deployed', async () => {
    const files = {
      'package.json': '{"name":"shop"}',
      'server.js': "import http from 'node:http';\nhttp.createServer(() => {}).listen(80);\n",
      'try.js': 'export const x = 1;\n',
    };
    const stages =
      'FROM node:22 AS release\nCOPY . .\nCMD ["node", "server.js"]\nFROM node:22 AS pr-test\nCOPY . .\nCMD ["node", "try.js"]\n';
    assert.deepEqual(
      await servicesOf({ ...files, 'docker/dockerfile': `${stages}FROM node:22 AS upload-artifact\n` }),
      ['shop: server.js'],
    );
  });

  it('for developers are those of a Procfile at home, and of a compose file that tests an image', async () => {
    const node = (name: string) => ({
      [`${name}/package.json`]: `{"name":"${name}"}`,
      [`${name}/main.js`]: "import http from 'node:http';\nhttp.createServer(() => {}).listen(80);\n",
      [`${name}/Dockerfile`]: 'FROM node:22\nCOPY . .\nCMD ["node", "main.js"]\n',
    });
    const { programs } = await pictured({
      ...node('shop'),
      ...node('stub'),
      Procfile: 'shop: cd shop && node main.js --redis localhost:6379\n',
      'k8s/shop.yaml': deployment('shop', 'registry.example/shop:1'),
      'tests.yaml': 'services:\n  x:\n    image: x\n',
      'compose.yaml': 'services:\n  stub:\n    build: ./stub\n  sut:\n    image: example/sut\n',
    });
    const environments = (id: string) =>
      programs.find((each) => each.id === id)?.starts.map(({ by, environment }) => `${by} ${environment}`);
    assert.deepEqual(environments('shop/main.js'), [
      'Kubernetes production',
      'Dockerfile production',
      'Procfile development',
    ]);
    assert.ok(environments('stub/main.js')?.includes('compose development'));
  });

  it('by systemd are for production wherever the unit is kept', async () => {
    assert.deepEqual(
      await servicesOf({
        'contrib/shop.service':
          '[Service]\nExecStart=/opt/shop/venv/bin/gunicorn --pythonpath /opt/shop/shop --config /opt/shop/g.py shop.wsgi\n',
        'requirements.txt': 'django==5\n',
        'shop/manage.py': 'import sys\nif __name__ == "__main__":\n    print(sys.argv)\n',
        'shop/shop/wsgi.py': 'application = None\n',
      }),
      ['shop: shop/shop/wsgi.py'],
    );
  });

  it('of an image with the name of the repository are its own, though many know the product', async () => {
    assert.deepEqual(
      await servicesOf({
        'go.mod': 'module github.com/argoproj/argo-cd/v3\n\ngo 1.24\n',
        'cmd/main.go': goServer,
        'hack/gen/main.go': goTool,
        Dockerfile: 'FROM debian:12\nCOPY --from=build /dist/argocd* /usr/local/bin/\n',
        'manifests/server.yaml': deployment('argocd-server', 'quay.io/argoproj/argocd:v3'),
        'manifests/dex.yaml': deployment('dex', 'ghcr.io/dexidp/dex:v2'),
      }),
      ['argocd-server: cmd/main.go'],
    );
  });
});
