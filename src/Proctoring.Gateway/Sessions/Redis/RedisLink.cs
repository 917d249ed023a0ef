using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>Two connections to Redis: one for everything, one for what waits for a replica, which holds up all behind it.</summary>
internal sealed class RedisLink(IConnectionMultiplexer main, IConnectionMultiplexer kept) : IAsyncDisposable
{
    public IConnectionMultiplexer Main { get; } = main;

    public IConnectionMultiplexer Kept { get; } = kept;

    /// <summary>Connects both.</summary>
    /// <param name="onChanged">Called when a connection ends or begins, or when the servers' roles change.</param>
    public static async Task<RedisLink> OpenAsync(RedisConfiguration configuration, Action onChanged)
    {
        var main = await ConnectionMultiplexer.ConnectAsync(configuration.Read("proctoring"));
        try
        {
            var link = new RedisLink(main, await ConnectionMultiplexer.ConnectAsync(configuration.Read("proctoring-kept")));
            main.ConnectionFailed += (_, _) => onChanged();
            main.ConnectionRestored += (_, restored) =>
            {
                if (restored.ConnectionType == ConnectionType.Interactive) onChanged();
            };
            main.ConfigurationChanged += (_, _) => onChanged();
            return link;
        }
        catch
        {
            await main.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Main.DisposeAsync();
        await Kept.DisposeAsync();
    }
}
