using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Webhooks.Queue;
using Proctoring.Gateway.Webhooks.Sending;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Webhooks;

internal static class WebhookExtensions
{
    /// <summary>Others are told of incidents and reviews: <see cref="WebhookDispatcher"/>.</summary>
    public static void AddWebhooks(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddRoom<WebhookOptions, WebhookOptionsValidator>(configuration, "Webhooks");
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookClient>();
        services.AddHostedService<WebhookDispatcher>();
        if (RedisOptions.AreIn(configuration))
        {
            services.AddSingleton<IWebhookQueue, RedisWebhookQueue>();
            return;
        }
        services.AddSingleton<InMemoryWebhookQueue>();
        services.AddSingleton<IWebhookQueue>(provider => provider.GetRequiredService<InMemoryWebhookQueue>());
    }
}
