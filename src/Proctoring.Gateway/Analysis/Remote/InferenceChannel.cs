using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Gateway.Analysis.Remote.Pods.Slices;
using Proctoring.Gateway.Analysis.Remote.Tls;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>The channel to all inference pods: who they are, which of them gets a call, and how connections are kept.</summary>
internal sealed class InferenceChannel : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstReconnect = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LatestReconnect = TimeSpan.FromSeconds(1); // a pod that is back is worth a packet a second
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(5);

    private readonly GrpcChannel _channel;
    private readonly ServiceProvider _extensions;

    public InferenceChannel(PodSet pods, SliceDirectory slices, TimeProvider time, IOptions<InferenceOptions> options, ILoggerFactory loggers)
    {
        var (settings, addresses) = (options.Value, options.Value.Addresses);
        _extensions = new ServiceCollection()
            .AddSingleton<LoadBalancerFactory>(new PodBalancerFactory(pods))
            .AddSingleton<ResolverFactory>(new DnsPodResolverFactory(addresses, settings.ResolveInterval, time))
            .AddSingleton<ResolverFactory>(new SlicePodResolverFactory(slices, addresses.Port, settings.Zone))
            .AddSingleton<ResolverFactory>(new StaticResolverFactory(_ => addresses.List))
            .BuildServiceProvider();
        _channel = GrpcChannel.ForAddress(Target(addresses), new GrpcChannelOptions
        {
            HttpHandler = Handler(addresses, settings.Tls, time, loggers),
            DisposeHttpClient = true,
            Credentials = addresses.IsSecure ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
            ServiceProvider = _extensions,
            ServiceConfig = new ServiceConfig { LoadBalancingConfigs = { new LoadBalancingConfig(PodBalancerFactory.Policy) } },
            InitialReconnectBackoff = FirstReconnect,
            MaxReconnectBackoff = LatestReconnect,
            LoggerFactory = loggers,
        });
        Invoker = _channel.CreateCallInvoker();
    }

    public CallInvoker Invoker { get; }

    private static string Target(PodAddresses addresses) => addresses.Name is { } name
        ? $"{(addresses.IsWatched ? PodAddresses.SliceScheme : "dns")}:///{name}:{addresses.Port}"
        : "static:///";

    private static SocketsHttpHandler Handler(PodAddresses addresses, InferenceTlsOptions tls, TimeProvider time, ILoggerFactory loggers)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = PingDelay,
            KeepAlivePingTimeout = PingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            ActivityHeadersPropagator = null, // the few frames that are traced say so in their own metadata; the others would pay for it
            UseProxy = false, // pods are neighbours
        };
        if (addresses.IsSecure) handler.SslOptions = new PodTls(tls, addresses.Name, time, loggers).Options;
        return handler;
    }

    public void Dispose()
    {
        _channel.Dispose();
        _extensions.Dispose();
    }
}
