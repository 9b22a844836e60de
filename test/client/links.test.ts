import assert from 'node:assert/strict';
import { issueLink, permalink } from '../../client/src/notes/links.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const at = (remote: string, last = 20) => permalink({ remote, commit, path: 'src/a b/web.ts' }, { first: 20, last });

describe('links to a note', () => {
  it('name lines at a commit, as each host writes them', () => {
    const github = `https://github.com/acme/shop/blob/${commit}/src/a%20b/web.ts#L20`;
    assert.equal(at('https://github.com/acme/shop.git'), github);
    assert.equal(at('git@github.com:acme/shop.git'), github);
    assert.equal(at('ssh://git@github.com:22/acme/shop'), github);
    assert.equal(at('https://user:secret@github.com/acme/shop'), github, 'without the password');
    assert.equal(at('git@github.com:acme/shop.git', 23), `${github}-L23`);
    assert.equal(
      at('git@gitlab.example.com:acme/web/shop.git', 23),
      `https://gitlab.example.com/acme/web/shop/-/blob/${commit}/src/a%20b/web.ts#L20-23`,
    );
    assert.equal(
      at('https://bitbucket.org/acme/shop.git', 23),
      `https://bitbucket.org/acme/shop/src/${commit}/src/a%20b/web.ts#lines-20:23`,
    );
    assert.equal(
      at('https://codeberg.org/acme/shop.git', 23),
      `https://codeberg.org/acme/shop/src/commit/${commit}/src/a%20b/web.ts#L20-L23`,
    );
  });

  it('are not guessed for a host that is not known', () => {
    for (const remote of ['https://git.example.com/acme/shop', '/srv/git/shop.git', 'C:/git/shop', 'notgithub.com:x/y'])
      assert.equal(at(remote), undefined, remote);
  });

  it('open a form for an issue that is filled in, within what an address may hold', () => {
    const link = issueLink('git@github.com:acme/shop.git', { title: 'No timeout & more', body: 'a\nb' }) ?? '';
    const { origin, pathname, searchParams } = new URL(link);
    assert.deepEqual([origin, pathname], ['https://github.com', '/acme/shop/issues/new']);
    assert.deepEqual(Object.fromEntries(searchParams), { title: 'No timeout & more', body: 'a\nb' });
    const gitlab = issueLink('https://gitlab.com/acme/shop', { title: 't', body: 'b' }) ?? '';
    assert.equal(new URL(gitlab).searchParams.get('issue[description]'), 'b');
    const long = issueLink('git@github.com:acme/shop.git', { title: 't', body: 'é'.repeat(9000) }) ?? '';
    assert.ok(long.length < 14_000);
    assert.equal(issueLink('https://bitbucket.org/acme/shop', { title: 't', body: 'b' }), undefined);
  });
});
