using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client.Balancer;

namespace Proctoring.Gateway.Analysis.Remote.Pods;

/// <summary>
/// Looks up every address of a name, again and again. gRPC's own resolver asks no more often than every 15 s, which is long for
/// an autoscaler. What was known stays known while the name server does not answer.
/// </summary>
/// <param name="lookUp">Asks the name server.</param>
internal sealed class DnsPodResolver(
    PodAddresses addresses, Func<string, CancellationToken, Task<IPAddress[]>> lookUp, TimeSpan interval, TimeProvider time, ILoggerFactory loggers)
    : PollingResolver(loggers)
{
    // A lost pod asks for a look-up at each attempt to reach it.
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger<DnsPodResolver>();
    private ITimer? _timer;
    private long? _lookedUpAt;
    private bool _isKnown;
    private bool _isFailing;

    protected override void OnStarted() => _timer = time.CreateTimer(static resolver => ((DnsPodResolver)resolver!).LookUpAgain(), this, interval, interval);

    private void LookUpAgain()
    {
        try
        {
            Refresh();
        }
        catch (ObjectDisposedException)
        {
            // The channel closed while the timer fired.
        }
    }

    protected override async Task ResolveAsync(CancellationToken cancellationToken)
    {
        if (_lookedUpAt is { } last && time.GetElapsedTime(last) < ShortestInterval) return;
        _lookedUpAt = time.GetTimestamp();
        try
        {
            var found = await lookUp(addresses.Name!, cancellationToken).WaitAsync(interval, time, cancellationToken);
            Listener(ResolverResult.ForResult([.. found.Select(address => new BalancerAddress(address.ToString(), addresses.Port))]));
            (_isKnown, _isFailing) = (true, false);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            if (!_isFailing) Log.NameUnknown(_logger, addresses.Name!, e.Message);
            _isFailing = true;
            if (!_isKnown) Listener(ResolverResult.ForFailure(new Status(StatusCode.Unavailable, $"The name {addresses.Name} cannot be looked up: {e.Message}")));
        }
    }

    protected override void Dispose(bool disposing)
    {
        _timer?.Dispose();
        base.Dispose(disposing);
    }
}

internal sealed class DnsPodResolverFactory(PodAddresses addresses, TimeSpan interval, TimeProvider time) : ResolverFactory
{
    public override string Name => "dns";

    public override Resolver Create(ResolverOptions options) =>
        new DnsPodResolver(addresses, Dns.GetHostAddressesAsync, interval, time, options.LoggerFactory);
}
