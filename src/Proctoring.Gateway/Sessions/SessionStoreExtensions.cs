using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Sessions;

internal static class SessionStoreExtensions
{
    /// <summary>Sessions are kept in Redis where section <c>Redis</c> names servers, otherwise in this process.</summary>
    public static void AddSessionStore(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddRoom<RedisOptions, RedisOptionsValidator>(configuration, "Redis");
        if (!RedisOptions.AreIn(configuration)) services.AddInMemorySessions();
        else services.AddRedisSessions();
    }

    private static void AddInMemorySessions(this IServiceCollection services)
    {
        services.AddSingleton<InMemorySessionStore>();
        services.AddSingleton<ISessionStore>(provider => provider.GetRequiredService<InMemorySessionStore>());
        services.AddHostedService<SessionFile>();
    }

    // Ready once Redis has been reached.
    private static void AddRedisSessions(this IServiceCollection services)
    {
        services.AddSingleton<RedisKeys>();
        services.AddSingleton<RedisConfiguration>();
        services.AddSingleton<GatewayName>();
        services.AddSingleton<RedisMetrics>();
        services.AddSingleton<RedisConnection>();
        services.AddSingleton<ReplicaWait>();
        services.AddSingleton<RedisWriter>();
        services.AddSingleton<HandOver>();
        services.AddSingleton<SharedResumeKey>();
        services.AddSingleton<Durability>();
        services.AddSingleton<SpareThreads>();
        services.AddSingleton<CandidateIndex>();
        services.AddSingleton<RedisWatch>();
        services.AddSingleton<ISessionStore, RedisSessionStore>();
        // Stopped in the opposite order: the connection goes after the last writes.
        services.AddHostedService(provider => provider.GetRequiredService<RedisWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisWriter>());
        services.AddHealthChecks().AddCheck<RedisWatch>("redis", tags: [Readiness.Tag]);
    }
}
