using Proctoring.Gateway;
using Proctoring.Gateway.Management;
using Proctoring.Standalone;
using Proctoring.Vision.Manifests;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.SayOnce();
    builder.AddGateway();
    builder.AddInProcessDetector();
    var app = builder.Build();
    app.MapGateway();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is ModelException || StartFailure.IsExpected(e))
{
    await Console.Error.WriteLineAsync(StartFailure.Describe(e));
    return 1;
}
