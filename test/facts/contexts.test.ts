import assert from 'node:assert/strict';
import { extractor } from '../analyse.ts';

async function does(file: string, text: string): Promise<readonly string[]> {
  const { facts } = await (await extractor()).extract({ file, text, role: 'source' });
  return facts.flatMap((fact) => (fact.kind === 'context-use' ? [`${fact.api} ${fact.does}`] : []));
}

describe('facts about contexts', () => {
  it('take a timeout that limits something else for no deadline of the call', async () => {
    const until = (head: string, call: string) => `import httpx

def up(timeout):
    waited = 0
    with httpx.Client(${head}) as client:
        while waited < timeout:
            client.get("https://prices.internal/"${call})
            waited += 1
`;
    assert.deepEqual(await does('a.py', until('', '')), []);
    assert.deepEqual(await does('a.py', until('', ', timeout=timeout')), ['client.get passes']);
    assert.deepEqual(await does('a.py', until('timeout=timeout', '')), ['client.get passes']);
  });
});
