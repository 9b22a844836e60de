import assert from 'node:assert/strict';
import { indexed } from '../analyse.ts';

const main = `package main

import "net/http"

func main() { http.ListenAndServe(":8080", nil) }
`;
const web = main
  .replace('import "net/http"', 'import (\n\t"net/http"\n\n\t"m/db"\n)')
  .replace('{ http', '{ db.Ping(); http');
const shared = `package db

import "net/http"

func Ping() { http.Get("http://store/ping") }
`;

describe('facts of a service', () => {
  it('are the same whichever question was asked first', async () => {
    const files = { 'go.mod': 'module m\n', 'cmd/web/main.go': web, 'cmd/api/main.go': main, 'db/db.go': shared };
    const filesOf = (found: readonly { file: string }[]) => [...new Set(found.map(({ file }) => file))];
    const asked = async (order: 'own first' | 'whole first') => {
      const index = await indexed(files);
      const web = index.services().find(({ root }) => root === 'cmd/web');
      assert.ok(web);
      const own = () => filesOf(index.inService('cmd/api/main.go', 'outgoing-call'));
      const whole = () => filesOf(index.ofService(web, 'outgoing-call'));
      const [first, second] = order === 'own first' ? [own, whole] : [whole, own];
      const [one, two] = [first(), second()];
      return order === 'own first' ? { own: one, whole: two } : { own: two, whole: one };
    };
    const expected = { own: [], whole: ['db/db.go'] };
    assert.deepEqual(await asked('own first'), expected);
    assert.deepEqual(await asked('whole first'), expected);
  });
});
