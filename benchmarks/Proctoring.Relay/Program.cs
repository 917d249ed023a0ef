using System.Diagnostics;
using System.Net;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Proctoring.Contracts.OpenInference;
using Proctoring.Gateway;
using Proctoring.Gateway.Analysis.Remote;
using Proctoring.Relay;

// --Role: `detector` (gRPC, sees nothing), `relay` or `gateway` (WebSockets in front of the detector at --Inference:Address; --Blocks=kestrel).
var builder = WebApplication.CreateBuilder(args);
var role = builder.Configuration["Role"];
builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

if (role == "detector")
{
    Listen(HttpProtocols.Http2);
    builder.Services.AddGrpc();
    var detector = builder.Build();
    detector.MapGrpcService<NullDetectorService>();
    detector.MapGet("/readyz", () => "ready");
    await detector.RunAsync();
    return;
}

if (role == "gateway")
{
    builder.AddGateway();
    // What Kestrel would do by itself, to measure against.
    if (builder.Configuration["Blocks"] == "kestrel") builder.Services.Remove(builder.Services.Last(service => service.ServiceType == typeof(IMemoryPoolFactory<byte>)));
    builder.AddRemoteDetector();
}
else
{
    Listen(HttpProtocols.Http1);
    // A channel of its own: one from the factory logs, with scopes and activities, what nobody here reads.
    builder.Services.AddSingleton(new GRPCInferenceService.GRPCInferenceServiceClient(GrpcChannel.ForAddress(builder.Configuration["Inference:Address"]!)));
}

var app = builder.Build();
// What each process has spent so far; read by the benchmark over either contender's own port.
app.MapGet("/spent", () => new
{
    CpuMs = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds,
    Allocated = GC.GetTotalAllocatedBytes(precise: false),
    Resident = Process.GetCurrentProcess().WorkingSet64,
    Managed = GC.GetTotalMemory(forceFullCollection: true),
});
// The same without the collection that counting memory takes, which would itself be spent.
app.MapGet("/cpu", () => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds);
if (role == "gateway")
{
    app.MapGateway();
}
else
{
    app.UseWebSockets();
    app.MapGet("/readyz", () => "ready");
    app.Map("/ws/proctoring/", (HttpContext context, GRPCInferenceService.GRPCInferenceServiceClient client) => BareRelay.ServeAsync(context, client));
}
await app.RunAsync();

// The main port, then one for probes, as the real servers have them.
void Listen(HttpProtocols main) => builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = main);
    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
});
