import assert from 'node:assert/strict';
import { shortName } from '../../server/src/rules/vocabulary/calls/call-names.ts';

describe('names of calls in messages', () => {
  for (const [canonical, said] of [
    ['fetch', 'fetch'],
    ['net/http.Get', 'http.Get'],
    ['database/sql.DB{}.Exec', 'sql.DB.Exec'],
    ['../utils/clone-repo.js.runCloneRepo', 'runCloneRepo'],
    ['node:fs/promises.readFile', 'promises.readFile'],
    ['github.com/acme/shop/v3/versioned.Interface{}.ShopV1().Projects().Get().RoleByName', 'Get().RoleByName'],
    ['../../../lib/client.sdk.admin.upload.create', 'upload.create'],
  ] as const)
    it(canonical, () => assert.equal(shortName(canonical), said));
});
