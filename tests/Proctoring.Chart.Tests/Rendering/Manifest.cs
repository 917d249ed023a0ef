using System.Text.Json.Nodes;

namespace Proctoring.Chart.Tests.Rendering;

/// <summary>One rendered object.</summary>
internal sealed record Manifest(JsonObject Json)
{
    public string ApiVersion => Text("apiVersion");

    public string Kind => Text("kind");

    public string Name => Json["metadata"]!["name"]!.GetValue<string>();

    public string Id => $"{Kind}/{Name}";

    /// <summary>The pod that it makes, a CronJob's too; null where it makes none.</summary>
    public JsonObject? PodSpec => (Kind switch
    {
        "Pod" => Json["spec"],
        "Deployment" or "Job" => At("spec", "template", "spec"),
        "CronJob" => At("spec", "jobTemplate", "spec", "template", "spec"),
        _ => null,
    })?.AsObject();

    /// <summary>Labels of that pod.</summary>
    public JsonObject PodLabels => (Kind switch
    {
        "Pod" => At("metadata", "labels"),
        "CronJob" => At("spec", "jobTemplate", "spec", "template", "metadata", "labels"),
        _ => At("spec", "template", "metadata", "labels"),
    })!.AsObject();

    /// <summary>Its containers, those that run before it included.</summary>
    public IEnumerable<JsonObject> Containers =>
        from list in (string[])["initContainers", "containers"]
        from container in PodSpec?[list]?.AsArray() ?? []
        select container!.AsObject();

    public JsonNode? At(params string[] path) => path.Aggregate((JsonNode?)Json, (node, name) => node?[name]);

    private string Text(string name) => Json[name]?.GetValue<string>() ?? throw new InvalidOperationException($"No {name}: {Json}");
}
