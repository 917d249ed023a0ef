using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Proctoring.Inference.Serving;

/// <summary>Ready once the detector is warm on a provider that fits the requirement, until the pod drains.</summary>
internal sealed class ServiceCheck(Service service) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (service.Model is not { } model) return Task.FromResult(HealthCheckResult.Unhealthy(service.Status));
        var facts = new Dictionary<string, object> { ["provider"] = model.Provider, ["model"] = model.Network, ["version"] = model.Version };
        return Task.FromResult(HealthCheckResult.Healthy(service.Status, facts));
    }
}
