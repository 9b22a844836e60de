using Grpc.Core;
using Grpc.Net.Client;
using Shop.Search;

namespace Shop.Pages;

public class Pages(Search.SearchClient search)
{
    private readonly Stock.StockClient stock = new(GrpcChannel.ForAddress("https://stock"));

    public async Task<Hits> None(Query query)
    {
        return await search.FindAsync(query);
        //                  ^^^^^^^^^ cannot tell
    }

    public async Task<Hits> Bounded(Query query)
    {
        return await search.FindAsync(query, deadline: DateTime.UtcNow.AddSeconds(2));
        //                  ^^^^^^^^^ shown
    }

    public async Task<Hits> Positional(Query query, Metadata headers)
    {
        return await search.FindAsync(query, headers, DateTime.UtcNow.AddSeconds(2));
        //                  ^^^^^^^^^ shown
    }

    public async Task<Hits> Options(Query query)
    {
        var hits = await search.FindAsync(query, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(2)));
        //                      ^^^^^^^^^ shown
        return hits;
    }

    public async Task<Level> Cancelled(Item item, CancellationToken token)
    {
        return await stock.LevelAsync(item, cancellationToken: token);
        //                 ^^^^^^^^^^ cannot tell
    }

    public async Task<Level> Plain(Item item)
    {
        return await this.stock.LevelAsync(item);
        //                      ^^^^^^^^^^ violated: StockClient.LevelAsync
    }

    public AsyncServerStreamingCall<Change> Streams(Item item) => stock.Watch(item);
}
