using Proctoring.Gateway;
using Proctoring.Gateway.Analysis.Remote;
using Proctoring.Gateway.Management;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.SayOnce();
    builder.AddGateway();
    builder.AddRemoteDetector();
    var app = builder.Build();
    app.MapGateway();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartFailure.IsExpected(e))
{
    await Console.Error.WriteLineAsync(StartFailure.Describe(e));
    return 1;
}
