using System.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Proctoring.Gateway;
using Proctoring.Gateway.Analysis;
using Proctoring.Relay;

// Roles: `detector` (gRPC, sees nothing), `relay` and `gateway` (WebSocket in front of the detector at --Detector:Address).
var role = args[0];
var builder = WebApplication.CreateBuilder(args[1..]);
builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

if (role == "detector")
{
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
    builder.Services.AddGrpc();
    var detector = builder.Build();
    detector.MapGrpcService<NullDetectorService>();
    await detector.RunAsync();
    return;
}

builder.Services.AddGrpcClient<NullDetector.NullDetectorClient>(client => client.Address = new Uri(builder.Configuration["Detector:Address"]!));
if (role == "gateway")
{
    builder.AddGateway();
    builder.Services.AddSingleton<IFrameAnalyzer, NullAnalyzer>();
}
else
{
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
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
if (role == "gateway")
{
    app.MapGateway();
}
else
{
    app.UseWebSockets();
    app.Map("/ws/proctoring/", (HttpContext context, NullDetector.NullDetectorClient client) => BareRelay.ServeAsync(context, client));
}
await app.RunAsync();
