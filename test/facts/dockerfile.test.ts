import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Fact, FactKind, FactOf } from '../../server/src/model/fact.ts';
import { isReadable } from '../../server/src/facts/prefilter.ts';
import { extractor } from '../analyse.ts';

async function factsOf(text: string, file = 'Dockerfile'): Promise<readonly Fact[]> {
  const { extract } = await extractor();
  return (await extract({ file, text, role: 'source' })).facts;
}

async function only<K extends FactKind>(kind: K, text: string, file?: string): Promise<FactOf<K>[]> {
  return (await factsOf(text, file)).filter((fact): fact is FactOf<K> => fact.kind === kind);
}

describe('facts of Dockerfiles', () => {
  it('are read from files of these names', () => {
    for (const file of ['Dockerfile', 'a/Dockerfile.prod', 'api.dockerfile', 'Containerfile', 'x/dockerfile-base'])
      assert.ok(isReadable(file), file);
    for (const file of ['Dockerfile.dockerignore', 'Dockerfile.tmpl', 'dockerfiles', 'mydockerfile'])
      assert.ok(!isReadable(file), file);
  });

  it('tell the last stage, through the stages that it begins with', async () => {
    const [start] = await only(
      'image-start',
      'FROM node:22 AS Base\nSHELL ["/bin/bash", "-c"]\nENTRYPOINT ["tini", "--"]\nCMD a\nFROM go:1\nCMD b\nFROM base\nCMD c  d\n',
    );
    assert.deepEqual(start?.entrypoint?.words, ['tini', '--']);
    assert.deepEqual(start?.cmd?.words, ['c  d']);
    assert.equal(start?.cmd?.form, 'shell');
    assert.deepEqual(start?.shell, ['/bin/bash', '-c']);
    assert.equal(start?.base, 'node:22');
    assert.deepEqual(start?.stages, ['base']);
  });

  it('join continued lines and leave comments out, with an escape of their own', async () => {
    const text = '# escape=`\r\nFROM a:1\r\nCMD one `\r\n  # not this\r\n  two\r\n';
    const [start] = await only('image-start', text);
    assert.deepEqual(start?.cmd?.words, ['one   two']);
    assert.equal(text.slice(start?.cmd?.span.start, start?.cmd?.span.end), 'one `\r\n  # not this\r\n  two');
  });

  it('leave out what stands in here-documents, triggers and health checks', async () => {
    const text =
      'FROM a:1\nRUN <<EOF\nCMD no\nEOF\nONBUILD CMD no\nHEALTHCHECK CMD no\nCOPY <<END /x\nENTRYPOINT no\nEND\n';
    const [start] = await only('image-start', text);
    assert.equal(start?.cmd, undefined);
    assert.equal(start?.entrypoint, undefined);
  });

  it('put in the defaults of arguments', async () => {
    const text =
      'ARG V=1.2\nARG I="img:${V}"\nARG NONE\nFROM ${I}-x AS a\nFROM b:$NONE\nFROM c:${U:-3}\nFROM d:${V:+4}\nFROM $I\n';
    const images = (await only('image-use', text)).map(({ image }) => image);
    assert.deepEqual(images, ['img:1.2-x', 'b:$NONE', 'c:3', 'd:4', 'img:1.2']);
  });

  it('survive any text', async () => {
    const words = fc.constantFrom(
      'FROM ',
      'CMD ',
      'ENTRYPOINT ',
      '["a",',
      ']',
      '<<EOF\n',
      '\\\n',
      '\n',
      '# escape=`\n',
      '$',
      '${A',
      'AS',
      ' ',
      '"',
      '\ufeff',
      '\r',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(words, fc.string({ maxLength: 5 }))), async (parts) => {
        const facts = await factsOf(parts.join(''));
        assert.ok(!facts.some((fact) => fact.kind === 'trouble'));
      }),
      { numRuns: 300 },
    );
  });
});

describe('facts of start scripts', () => {
  const hands = async (text: string) => (await only('start-script', text, 'run.sh'))[0]?.hands;

  it('tell who hands over', async () => {
    assert.equal(await hands('#!/bin/sh\nset -e\nexec "$@"\n'), 'over');
    assert.equal(await hands('if [ "$1" = x ]; then exec x; fi\nexec y'), 'over');
    assert.equal(await hands('exec 2>&1\nnode server.js\n'), 'keeps');
    assert.equal(await hands('# exec node\nnode server.js\n'), 'keeps');
    assert.equal(await hands('cat <<EOF\nexec x\nEOF\nnode server.js\n'), 'keeps');
    assert.equal(await hands('java -jar app.jar $OPTS\n'), 'keeps');
  });

  it('leave open what cannot be told', async () => {
    assert.equal(await hands("trap 'kill $pid' TERM\nnode server.js &\nwait\n"), 'forwards');
    assert.equal(await hands('. ./start-server.sh\nrun\n'), 'unknown');
    assert.equal(await hands('mvn package\ncp a b\n'), 'unknown');
    assert.equal(await hands('node server.js &\n'), 'unknown');
    assert.equal(await hands(''), undefined);
  });
});
