using Grpc.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>
/// Ready once a pod has said that its model is. From then on the gateway stays ready: without pods it is degraded, but sockets
/// stay and new ones are welcome, for closing them would only bring all of them back at once.
/// </summary>
internal sealed class DetectorReadiness(RemoteServices services, ILogger<DetectorReadiness> logger) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private const int AttemptsBetweenWords = 20;

    private readonly GRPCInferenceService.GRPCInferenceServiceClient _pods = new(services.Invoker);
    private volatile bool _wasReady;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !_wasReady ? HealthCheckResult.Unhealthy("no inference pod has been ready yet")
        : services.Pods.IsReachable ? HealthCheckResult.Healthy("inference pods can be reached")
        : HealthCheckResult.Degraded("no inference pod can be reached"));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, services.Time);
        for (var attempt = 0; ; attempt++)
        {
            var problem = await AskAsync(stoppingToken);
            if (problem is null) break;
            if (attempt % AttemptsBetweenWords == AttemptsBetweenWords - 1) Log.NoPodReady(logger, problem);
            await timer.WaitForNextTickAsync(stoppingToken);
        }
        _wasReady = true;
        Log.PodReady(logger);
    }

    // Null when some pod's model is ready.
    private async Task<string?> AskAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Patience, services.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
        try
        {
            var answer = await _pods.ModelReadyAsync(new ModelReadyRequest { Name = DetectorContract.Model }, cancellationToken: enough.Token);
            return answer.Ready ? null : $"the model {DetectorContract.Model} is not ready";
        }
        catch (RpcException e)
        {
            return e.Status.Detail;
        }
    }
}
