import { useEffect, useState } from 'react';

export function Prices({ base }: { base: string }) {
  const [prices, setPrices] = useState<string[]>([]);
  useEffect(() => {
    fetch('/api/prices').then((answer) => answer.json()).then(setPrices);
    fetch(`/api/prices/${prices.length}`);
    fetch('/api/' + prices.length);
    fetch(base);
  //^^^^^ cannot tell: browser code
    fetch('https://prices.example/all');
  //^^^^^ violated
  }, []);
  return <ul>{prices.map((price) => <li key={price}>{price}</li>)}</ul>;
}
