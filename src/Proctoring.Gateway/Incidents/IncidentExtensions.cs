using Proctoring.Gateway.Incidents.Evidence;
using Proctoring.Gateway.Incidents.Pending;
using Proctoring.Gateway.Incidents.Retention;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Incidents;

internal static class IncidentExtensions
{
    /// <summary>Marks become incidents, kept in Redis where sessions are, otherwise in this process; their pictures go to the store of section <c>Delivery</c>.</summary>
    public static void AddIncidents(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddRoom<IncidentOptions, IncidentOptionsValidator>(configuration, "Incidents");
        services.AddSingleton<IncidentMetrics>();
        services.AddSingleton<EvidenceBudget>();
        services.AddSingleton<EpisodeRecorders>();
        services.AddSingleton<EvidenceUploads>();
        services.AddSingleton<IncidentOutbox>();
        services.AddSingleton<EvidenceObjects>();
        services.AddHostedService<IncidentReaper>();
        services.AddHostedService(provider => provider.GetRequiredService<IncidentOutbox>());
        if (!RedisOptions.AreIn(configuration)) services.AddSingleton<IIncidentStore, InMemoryIncidentStore>();
        else services.AddSingleton<IIncidentStore, RedisIncidentStore>();
    }
}
