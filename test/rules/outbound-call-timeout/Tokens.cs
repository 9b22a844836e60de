using System.Net.Http;

namespace Shop.Feeds;

public sealed class FeedReader
{
    private static readonly HttpClient Client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
    //                                              ^^^^^^^^^^ cannot tell: a cancellation token

    public static async Task<string> Read(string path)
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        return await Client.GetStringAsync(path, source.Token);
        //                  ^^^^^^^^^^^^^^ cannot tell
    }
}
