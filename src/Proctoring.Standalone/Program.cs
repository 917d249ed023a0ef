using Proctoring.Gateway;
using Proctoring.Hosting;
using Proctoring.Standalone;
using Proctoring.Vision.Manifests;

return await StartFailure.TellAsync(
    () =>
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SayOnce();
        builder.AddGateway();
        builder.AddInProcessDetector();
        var app = builder.Build();
        app.MapGateway();
        return app.RunAsync();
    },
    e => e is ModelException);
