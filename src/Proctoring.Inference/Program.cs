using Proctoring.Hosting;
using Proctoring.Inference;
using Proctoring.Vision.Manifests;

return await StartFailure.TellAsync(
    () =>
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SayOnce();
        builder.AddInference();
        var app = builder.Build();
        app.MapInference();
        return app.RunAsync();
    },
    e => e is ModelException);
