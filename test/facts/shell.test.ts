import assert from 'node:assert/strict';
import { endingsOf } from '../../server/src/facts/stops/script-endings.ts';
import { readShell, type ShellCommand } from '../../server/src/syntax/shell/script.ts';

function words(command: ShellCommand | undefined): readonly string[] {
  return command?.kind === 'simple' ? command.words.map(({ text }) => text) : [];
}

function hows(text: string): readonly string[] {
  return endingsOf(readShell(text)).endings.map(({ how }) => how);
}

describe('shell scripts', () => {
  it('are read with quotes, substitutions and redirections as parts of words or left out', () => {
    const [first, second] = readShell(`PORT=80 serve "a b" $(date +%s | tr a "b)") 'x;y' > out 2>&1\nnext`);
    assert.deepEqual(words(first), ['serve', '"a b"', '$(date +%s | tr a "b)")', "'x;y'"]);
    assert.deepEqual(words(second), ['next']);
  });
  it('hold here-documents and comments that are no commands', () => {
    const script = readShell('cat <<-EOF | sh # exec no\n\texec never\n\tEOF\nlast');
    assert.deepEqual(
      script.map(({ kind }) => kind),
      ['pipe', 'simple'],
    );
  });
  it('hold lines that go on', () => {
    assert.deepEqual(words(readShell('exec serve \\\n  --port 80')[0]), ['exec', 'serve', '--port', '80']);
  });
  it('end with what their ways end with', () => {
    assert.deepEqual(hows('if a; then exec b; else exec c; fi'), ['over', 'over']);
    assert.deepEqual(hows('if a; then exec b; fi\nserve'), ['over', 'stays']);
    assert.deepEqual(hows('[ "$1" = x ] && exec b\nserve'), ['over', 'stays']);
    assert.deepEqual(hows('serve || exit 1'), ['stays', 'stays']);
    assert.deepEqual(hows('mkdir -p /data'), ['ends']);
    assert.deepEqual(hows('while true; do sync; sleep 5; done'), ['unclear']);
    assert.deepEqual(hows('f() { f; }\nf\nserve'), ['stays']);
    assert.deepEqual(hows('exec > log 2>&1\nserve'), ['stays']);
  });
  it('may be broken in any way', () => {
    const broken = [
      'if',
      'case x in',
      '"',
      '$(',
      '`',
      ')',
      'f() {',
      'cat <<EOF\nx',
      'a | ',
      '&& b',
      'for x',
      '\\',
      '{ (',
      'x=(',
    ];
    for (const text of broken) assert.doesNotThrow(() => endingsOf(readShell(text)), text);
    for (const text of ['(', '$(', '{ ', 'if a; then ', '"', 'a && ', '<<E\n', 'f() { '])
      assert.doesNotThrow(() => endingsOf(readShell(text.repeat(50_000))), text);
  });
});
