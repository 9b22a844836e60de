import assert from 'node:assert/strict';
import { gzipSync } from 'fflate';
import { unpack } from '../../../server/src/rendering/helm/archive.ts';
import { archive, tar } from './workspace.ts';

function paths(bytes: Uint8Array): readonly string[] | string {
  const unpacked = unpack(bytes);
  return 'refused' in unpacked ? unpacked.refused : [...unpacked.files.keys()];
}

describe('archives of charts', () => {
  it('gives files with their text', () => {
    const unpacked = unpack(archive([{ name: 'db/Chart.yaml', text: 'name: db\n' }]));
    assert.ok('files' in unpacked);
    assert.equal(new TextDecoder().decode(unpacked.files.get('db/Chart.yaml')), 'name: db\n');
  });

  it('joins both halves of a long name', () => {
    const name = `db/${'folder/'.repeat(15)}values.yaml`;
    assert.deepEqual(paths(archive([{ name, text: 'a: 1' }])), [name]);
  });

  it('takes the name of an extended header, of GNU and of POSIX', () => {
    const record = ' path=db/templates/a.yaml\n';
    const pax = `${record.length + 2}${record}`;
    assert.deepEqual(
      paths(
        archive([
          { name: 'x', type: 'x', text: pax },
          { name: 'cut', text: 'a' },
          { name: '././@LongLink', type: 'L', text: 'db/templates/b.yaml\0' },
          { name: 'cut', text: 'b' },
          { name: 'db/c.yaml', text: 'c' },
        ]),
      ),
      ['db/templates/a.yaml', 'db/templates/b.yaml', 'db/c.yaml'],
    );
  });

  it('names links and does not follow them', () => {
    const unpacked = unpack(archive([{ name: 'db/values.yaml', type: '2' }]));
    assert.deepEqual('links' in unpacked && unpacked.links, ['db/values.yaml']);
    assert.deepEqual('files' in unpacked && [...unpacked.files], []);
  });

  for (const [what, bytes, why] of [
    ['half an archive', archive([{ name: 'a', text: 'x'.repeat(5000) }]).subarray(0, 30), /gzip archive/],
    ['a path that leads out', archive([{ name: 'db/../../x', text: 'a' }]), /leads out/],
    ['an absolute path', archive([{ name: '/etc/x', text: 'a' }]), /leads out/],
    ['what is no archive', new Uint8Array([1, 2, 3]), /not a gzip archive/],
    ['an empty file', new Uint8Array(), /not a gzip archive/],
    ['a size below zero', archive([{ name: 'a', size: '-00000001000' }]), /not a number/],
    ['a size over its end', archive([{ name: 'a', size: '77777777777' }]), /ends in the middle/],
    ['more than it may hold', gzipSync(new Uint8Array(40 * 1024 * 1024)), /more than 32 MB/],
    ['too many files', archive(Array.from({ length: 5_001 }, (_, i) => ({ name: `a/${i}` }))), /more than 5000 files/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.match(String(paths(bytes)), why);
    });
  }

  it('reads what random bytes are without a throw', () => {
    for (let seed = 1; seed < 200; seed++) {
      const bytes = tar([{ name: 'a/Chart.yaml', text: 'name: a' }]);
      for (let i = 0; i < 20; i++) bytes[(seed * 7919 + i * 104729) % bytes.length] = (seed * 31 + i * 17) % 256;
      unpack(gzipSync(bytes));
    }
  });
});
