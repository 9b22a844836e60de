import assert from 'node:assert/strict';
import { goMentions } from '../../server/src/facts/links/go-mentions.ts';

const names = (text: string) => goMentions(text)[0]?.names.split(' ') ?? [];

describe('exported names that a Go file mentions', () => {
  it('are those of its own package and of others, by the path of a renamed one', () => {
    const text = 'import st "example.com/shop/stock/v2"\n\nfunc (s *Server) Run() { st.Reserve(); Charge() }\n';
    assert.deepEqual(names(text), ['stock.Reserve', '.Charge']);
  });

  it('are not those that it only declares, or names in a comment or a text', () => {
    assert.deepEqual(names('// Run runs.\nfunc Run() {}\ntype Server struct{}\nvar _ Runner = nil\n/* Stop */'), []);
    assert.deepEqual(names('x := "Charge" + `Refund`\n'), []);
  });

  it('are those behind the signs of a comment in a text, too', () => {
    assert.deepEqual(names('get("http://shop/" + path.Join(stock.Name)) // Other\n'), ['path.Join', 'stock.Name']);
    assert.deepEqual(names('r := \'"\'; stock.Reserve() // "\n'), ['stock.Reserve']);
    assert.deepEqual(names('a := `/*`; Charge(); b := "\\"/*"; Refund()\n'), ['.Charge', '.Refund']);
  });
});
