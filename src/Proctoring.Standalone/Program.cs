using Microsoft.Extensions.Options;
using Proctoring.Gateway;
using Proctoring.Standalone;
using Proctoring.Vision.Manifests;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddGateway();
    builder.AddInProcessDetector();
    var app = builder.Build();
    app.MapGateway();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is ModelException or OptionsValidationException or IOException)
{
    await Console.Error.WriteLineAsync($"Proctoring cannot start. {e.Message}");
    return 1;
}
