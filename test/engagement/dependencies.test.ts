import assert from 'node:assert/strict';
import { engaged } from './engaged.ts';

const files = {
  'pay/go.mod':
    'module example.test/pay\n\ngo 1.22\n\nrequire (\n\tgithub.com/lib/pq v1.10.9\n\tgithub.com/segmentio/kafka-go v0.4.47\n)\n',
  'pay/Dockerfile': 'FROM golang:1.22\n',
  'pay/main.go': `package main

import (
	"context"
	"database/sql"
	"net/http"
	"os"

	_ "github.com/lib/pq"
	_ "github.com/segmentio/kafka-go"
)

var client = &http.Client{}

func check(ctx context.Context) error {
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "http://fraud.risk.svc/check", nil)
	_, err := client.Do(req)
	return err
}

func main() {
	db, _ := sql.Open("postgres", os.Getenv("DSN"))
	_ = db
	_ = check(context.Background())
}
`,
};

describe('direct dependencies', () => {
  it('are the hosts of requests that were built before, and the stores whose library the build names', async () => {
    const { part, core } = await engaged(files);
    const view = await part('pay', 'oncall');
    const table = view.blocks.find((each) => each.kind === 'table' && each.head.includes('Dependency'));
    assert.ok(table?.kind === 'table');
    assert.deepEqual(
      table.rows.map(({ cells }) => cells.slice(0, 2).map(({ text }) => text)),
      [
        ['Kafka', 'by the library github.com/segmentio/kafka-go'],
        ['PostgreSQL', 'by the library github.com/lib/pq'],
        ['fraud.risk.svc', 'by the host fraud.risk.svc'],
      ],
    );
    const pack = (await part('pay', 'training')).documents.find(({ id }) => id === 'pack')?.text ?? '';
    assert.match(pack, /check to `http:\/\/fraud\.risk\.svc\/check`/);
    assert.match(pack, /"by the library github\.com\/lib\/pq"\| out\d\["PostgreSQL"\]/);
    const [service] = core.services();
    assert.ok(service);
    const portrait = (await (await core.review()).portraits())(service, undefined);
    assert.equal(portrait.elsewhere, 0);
  });

  it('name no store twice, and say what the list may lack', async () => {
    const declared = { '.prr/services/pay.yaml': 'dependencies:\n  - { name: ledger-db, hard: true }\n' };
    const call = files['pay/main.go'].replace('"http://fraud.risk.svc/check"', 'os.Getenv("FRAUD")');
    const { part } = await engaged({ ...files, ...declared, 'pay/main.go': call });
    const view = await part('pay', 'oncall');
    const names = view.blocks.flatMap((each) =>
      each.kind === 'table' && each.head.includes('Dependency') ? each.rows.map(({ cells }) => cells[0]?.text) : [],
    );
    assert.deepEqual(names, ['ledger-db', 'Kafka']);
    assert.match(JSON.stringify(view.blocks), /1 more target is not in this workspace/);
  });
});
