using Microsoft.Extensions.Logging;

namespace Shop.Orders;

public class Orders(ILogger<Orders> logger, IStore store)
{
    public async Task Swallows(Order order)
    {
        try
        {
            await store.SaveAsync(order);
        }
        catch (Exception)
    //  ^^^^^ violated
        {
        }
    }

    public async Task Bare(Order order)
    {
        try
        {
            await store.SaveAsync(order);
        }
        catch
    //  ^^^^^ violated
        {
        }
    }

    public async Task Logs(Order order)
    {
        try
        {
            await store.SaveAsync(order);
        }
        catch (Exception error)
    //  ^^^^^ shown
        {
            logger.LogError(error, "order {Id} was not saved", order.Id);
        }
    }

    public async Task Throws(Order order)
    {
        try
        {
            await store.SaveAsync(order);
        }
        catch (StoreException error) when (error.IsTransient)
    //  ^^^^^ shown
        {
            throw new OrderFailed(order.Id, error);
        }
    }

    public bool Answers(Order order)
    {
        try
        {
            store.Save(order);
            return true;
        }
        catch (Exception error)
    //  ^^^^^ shown
        {
            _ = error ?? throw new InvalidOperationException($"no error for {order.Id:N}");
            throw;
        }
    }

    public void WritesWhereItIsDebugged(Order order)
    {
        try
        {
            store.Save(order);
        }
        catch (Exception error)
    //  ^^^^^ violated
        {
            Debug.WriteLine($"not saved: {error}");
        }
    }

    public void WritesAndLogs(Order order)
    {
        try
        {
            store.Save(order);
        }
        catch (Exception error)
    //  ^^^^^ shown
        {
            Debug.WriteLine(error.Message);
            logger.LogWarning(error, "order {Id} was not saved", order.Id);
        }
    }

    public string? WritesAndKeeps(Order order)
    {
        try
        {
            store.Save(order);
            return null;
        }
        catch (Exception error)
    //  ^^^^^ shown
        {
            System.Diagnostics.Debug.WriteLine(error.Message);
            return Describe(error);
        }
    }
}
