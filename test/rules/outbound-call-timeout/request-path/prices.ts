export class PriceService {
  async price(id: string, signal?: AbortSignal): Promise<unknown> {
    const response = await fetch(`https://prices.internal/${id}`, { signal });
    //                     ^^^^^ violated: GET /prices/:id waits
    return response.json();
  }

  async offer(id: string, signal?: AbortSignal): Promise<unknown> {
    const response = await fetch(`https://offers.internal/${id}`, { signal });
    //                     ^^^^^ shown: AbortSignal.timeout
    return response.json();
  }

  async stock(id: string, signal?: AbortSignal): Promise<unknown> {
    const response = await fetch(`https://stock.internal/${id}`, { signal });
    //                     ^^^^^ cannot tell: signal
    return response.json();
  }
}
