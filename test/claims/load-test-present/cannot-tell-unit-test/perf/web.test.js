const assert = require('assert');
it('loads', () => assert.ok(true));
