import assert from 'node:assert/strict';
import { typedKey, withTyped, withoutTyped, type TypedForms } from '../../client/src/engagement/typed-forms.ts';

const begun = { goals: 'a', staffing: '' };

describe('what was typed into a form', () => {
  it('is kept where it differs from what the form begins with, and given up with it', () => {
    const key = typedKey('agreement:goals', { service: 'shop', folder: 'file:///a' });
    const kept = withTyped({}, key, { begun, values: { goals: 'a', staffing: 'two' } });
    assert.deepEqual(kept, { [key]: { staffing: 'two' } });
    assert.deepEqual(withTyped(kept, key, { begun, values: begun }), {});
    assert.deepEqual(withoutTyped(kept, key), {});
  });

  it('belongs to one service of one folder', () => {
    const keys = [
      typedKey('a', { service: 'shop', folder: 'file:///a' }),
      typedKey('a', { service: 'shop', folder: 'file:///b' }),
      typedKey('a', { service: 'cart', folder: 'file:///a' }),
      typedKey('a', {}),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });

  it('keeps the last twenty forms, those that were typed into last', () => {
    let all: TypedForms = {};
    const type = (form: number, goals: string) => (all = withTyped(all, `form ${form}`, { begun, values: { goals } }));
    for (let form = 0; form < 20; form++) type(form, 'b');
    type(0, 'c');
    type(20, 'b');
    assert.equal(Object.keys(all).length, 20);
    assert.equal(all['form 0']?.['goals'], 'c');
    assert.equal(all['form 1'], undefined);
  });
});
