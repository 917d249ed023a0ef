using Proctoring.Contracts.OpenInference;
using Proctoring.Inference.Serving;

namespace Proctoring.Inference.Protocol.Http;

internal static class HttpEndpoints
{

    /// <summary>The Open Inference Protocol over HTTP and JSON, below <c>/v2</c>.</summary>
    public static void MapHttpInference(this WebApplication app)
    {
        var v2 = app.MapGroup("/v2");
        v2.MapGet("", () => Results.Json(new { name = ModelDescription.ServerName, version = ModelDescription.ServerVersion, extensions = ModelDescription.Extensions }));
        v2.MapGet("/health/live", () => Results.Json(new { live = true }));
        v2.MapGet("/health/ready", (Service service) => Ready(service.Model is not null));
        foreach (var model in (string[])["/models/{name}", "/models/{name}/versions/{version}"])
        {
            v2.MapGet(model, DescribeAsync);
            v2.MapGet(model + "/ready", (Service service, string name, string? version) => Ready(Knows(service, name, version)));
            v2.MapPost(model + "/infer", (HttpInference inference, HttpContext context, string name, string? version) => inference.HandleAsync(context, name, version));
        }
    }

    private static bool Knows(Service service, string name, string? version) =>
        name == DetectorContract.Model && service.Model is { } model && (version is null || version == model.Version);

    private static IResult Ready(bool isReady) =>
        Results.Json(new { ready = isReady }, statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private static Task DescribeAsync(HttpContext context, Service service, string name, string? version)
    {
        if (name == DetectorContract.Model && service.Model is null)
            return HttpAnswers.WriteErrorAsync(context, StatusCodes.Status503ServiceUnavailable, $"Not ready: {service.Status}.");
        if (!Knows(service, name, version))
            return HttpAnswers.WriteErrorAsync(context, StatusCodes.Status404NotFound, $"There is no model '{name}'{(version is null ? "" : $" in version '{version}'")}; there is {DetectorContract.Model}.");
        var model = ModelDescription.Of(service.Model!);
        return Results.Json(new
        {
            name = model.Name,
            versions = model.Versions,
            platform = model.Platform,
            inputs = model.Inputs.Select(Tensor),
            outputs = model.Outputs.Select(Tensor),
            properties = model.Properties,
        }).ExecuteAsync(context);

        static object Tensor(ModelMetadataResponse.Types.TensorMetadata tensor) => new { name = tensor.Name, datatype = tensor.Datatype, shape = tensor.Shape };
    }
}
