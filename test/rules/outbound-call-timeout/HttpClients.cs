using System.Net;
using System.Net.Http;
using System.Net.Http.Json;

namespace Shop.Prices;

public class PriceClient(HttpClient given)
{
    private readonly HttpClient patient = new() { Timeout = Timeout.InfiniteTimeSpan };
    //                                    ^^^ violated: InfiniteTimeSpan
    private readonly HttpClient plain = new HttpClient();
    private readonly HttpClient quick = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };

    public async Task<string> Waits(string path)
    {
        return await patient.GetStringAsync($"https://prices/{path}");
        //                   ^^^^^^^^^^^^^^ cannot tell
    }

    public async Task<Price?> HasDefault(int id)
    {
        return await plain.GetFromJsonAsync<Price>($"https://prices/{id}").ConfigureAwait(false);
        //                 ^^^^^^^^^^^^^^^^ shown: 100 s
    }

    public Task<HttpResponseMessage> IsQuick(Price price) => quick.PostAsJsonAsync("https://prices", price);
    //                                                             ^^^^^^^^^^^^^^^ shown: FromSeconds(3)

    public async Task Local()
    {
        var client = new HttpClient();
        //               ^^^^^^^^^^ violated
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var response = await client.GetAsync("https://prices/all");
        //                                ^^^^^^^^ cannot tell
    }

    public async Task Settles()
    {
        using var client = new HttpClient(new SocketsHttpHandler());
        client.Timeout = TimeSpan.FromSeconds(5);
        await client.DeleteAsync("https://prices/old");
        //           ^^^^^^^^^^^ shown
    }

    public string Old(string url)
    {
        var request = WebRequest.CreateHttp(url);
        //                       ^^^^^^^^^^ violated
        request.Timeout = -1;
        using var response = request.GetResponse();
        //                           ^^^^^^^^^^^ cannot tell
        return response.ContentType;
    }
}
