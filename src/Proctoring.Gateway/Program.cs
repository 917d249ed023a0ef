using Proctoring.Gateway;
using Proctoring.Gateway.Analysis.Remote;
using Proctoring.Hosting;

return await StartFailure.TellAsync(() =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Logging.SayOnce();
    builder.AddGateway();
    builder.AddRemoteDetector();
    var app = builder.Build();
    app.MapGateway();
    return app.RunAsync();
});
