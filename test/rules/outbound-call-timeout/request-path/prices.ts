export class PriceService {
  async price(id: string, signal?: AbortSignal): Promise<unknown> {
    const response = await fetch(`https://prices.internal/${id}`, { signal });
    //                     ^^^^^ violated: GET /prices/:id waits for prices.internal without a limit (no caller on the way gives signal)
    return response.json();
  }

  async offer(id: string, signal?: AbortSignal): Promise<unknown> {
    const response = await fetch(`https://offers.internal/${id}`, { signal });
    //                     ^^^^^ shown: fetch has a deadline: AbortSignal.timeout gives 800 ms
    return response.json();
  }

  async stock(id: string, signal?: AbortSignal): Promise<unknown> {
    const response = await fetch(`https://stock.internal/${id}`, { signal });
    //                     ^^^^^ cannot tell: its signal comes from elsewhere
    return response.json();
  }
}
