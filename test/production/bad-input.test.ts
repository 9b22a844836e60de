import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openDisk } from '../../server/src/workspace/disk.ts';
import { deployment, pictured, servicesOf } from './picture.ts';

const server = (more = '') => `${more}import http from 'node:http';\nhttp.createServer(() => {}).listen(80);\n`;
const image = 'FROM node:22\nCOPY . .\nCMD ["node", "main.js"]\n';

describe('the picture of what is odd', () => {
  it('follows imports in a circle once', async () => {
    const { standing } = await pictured({
      Dockerfile: image,
      'package.json': '{"name":"shop"}',
      'main.js': server("import './a.js';\n"),
      'a.js': "import './b.js';\nexport const a = 1;\n",
      'b.js': "import './a.js';\nimport './main.js';\nexport const b = 1;\n",
      'c.js': "import './a.js';\n",
    });
    assert.deepEqual(
      ['a.js', 'b.js', 'c.js'].map((file) => standing.get(file)?.standing),
      ['serves', 'serves', 'unreached'],
    );
  });

  it('follows no module out of the workspace', async () => {
    const { standing, services } = await pictured({
      'go.mod': 'module example.org/shop\n\ngo 1.24\n\nreplace example.org/other => ../../other\n',
      Dockerfile: 'FROM golang:1.24\nCOPY . .\nRUN go build -o /shop .\nCMD ["/shop"]\n',
      'main.go':
        'package main\n\nimport (\n\t"net/http"\n\n\t"example.org/other/x"\n)\n\nfunc main() { x.Y(); http.ListenAndServe(":1", nil) }\n',
      'x/y.go': 'package x\n\nfunc Y() {}\n',
      'web/package.json': '{"name":"web"}',
      'web/main.js': server("import '../../outside.js';\nimport '../../../etc/passwd';\n"),
    });
    assert.equal(services[0]?.program, 'main.go');
    assert.equal(standing.get('x/y.go')?.standing, 'unreached');
    assert.ok([...standing.keys()].every((file) => !file.startsWith('..')));
  });

  it('of a package that is a link into the workspace lists its files once', async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'prr-links-'));
    try {
      await mkdir(path.join(root, 'packages/lib'), { recursive: true });
      await mkdir(path.join(root, 'app/node_modules'), { recursive: true });
      await writeFile(path.join(root, 'packages/lib/index.js'), 'export const x = 1;\n');
      await symlink('../../packages/lib', path.join(root, 'app/node_modules/lib'));
      await symlink('..', path.join(root, 'app/self'));
      const { files } = await openDisk(root).list();
      assert.deepEqual(
        files.map(({ file }) => file),
        ['packages/lib/index.js'],
      );
    } finally {
      await rm(root, { recursive: true });
    }
  });

  it('gives two programs of one name names of their own', async () => {
    const program = (folder: string) => ({
      [`${folder}/orders/Dockerfile`]: image,
      [`${folder}/orders/package.json`]: '{"name":"orders"}',
      [`${folder}/orders/main.js`]: server(),
    });
    const drawn = await pictured({ ...program('shop'), ...program('bank') });
    assert.deepEqual(servicesOf(drawn), ['orders-2: shop/orders/main.js', 'orders: bank/orders/main.js']);
  });

  it('keeps an image that nobody builds as what it is: a workload without a program', async () => {
    const { services, undeclared } = await pictured({
      'k8s/orders.yaml': deployment('orders', 'registry.example/team/orders:1'),
    });
    assert.deepEqual(
      services.map(({ name, program }) => [name, program]),
      [['orders', undefined]],
    );
    assert.equal(undeclared, false);
  });

  it('takes of a variable that is given twice the last', async () => {
    const { workloads } = await pictured({
      'k8s/orders.yaml': deployment('orders', 'registry.example/orders:1', [
        'env: [{ name: STOCK_ADDR, value: "old:1" }, { name: STOCK_ADDR, value: "new:1" }]',
      ]),
    });
    assert.equal(workloads[0]?.env.get('STOCK_ADDR')?.value, 'new:1');
  });

  it('of libraries alone names no service, and hides nothing', async () => {
    const { services, undeclared, standing } = await pictured({
      'pyproject.toml': '[project]\nname = "lib"\n',
      'lib/__init__.py': 'import requests\n',
      'lib/client.py': 'import requests\nrequests.get("https://x.example.net")\n',
    });
    assert.deepEqual([services, undeclared], [[], true]);
    assert.equal(standing.get('lib/client.py')?.standing, 'unknown');
  });

  it('of manifests alone has workloads as services, and what is bought in as their dependencies', async () => {
    const service = (name: string) =>
      `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} } }\n`;
    const { services, dependencies } = await pictured({
      'a.yaml': deployment('orders', 'registry.example/team/orders:1', ['env: [{ name: DB_HOST, value: db }]']),
      'b.yaml': deployment('db', 'postgres:17') + service('db'),
    });
    assert.deepEqual(
      services.map(({ name }) => name),
      ['orders'],
    );
    assert.deepEqual(
      dependencies.map(({ from, to, kind }) => `${from} ${to} ${kind}`),
      ['orders db datastore'],
    );
  });

  it('of 5,000 packages that import each other costs what they are, not their square', async function () {
    this.timeout(120_000);
    const packages = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [
          [`packages/p${at}/package.json`, `{"name":"@shop/p${at}","main":"index.js"}`],
          [`packages/p${at}/index.js`, `import '@shop/p${(at + 1) % count}';\nimport '@shop/p${(at * 7) % count}';\n`],
        ]).flat() as [string, string][],
      );
    const whole = { ...packages(5000), Dockerfile: image, 'package.json': '{"name":"shop"}' };
    const { standing } = await pictured({ ...whole, 'main.js': server("import '@shop/p0';\n") });
    assert.equal(standing.get('packages/p4999/index.js')?.standing, 'serves');
    assert.equal([...standing.values()].filter((each) => each.standing === 'serves').length, 5002);
  });
});
