using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Proctoring.Chart.Tests.Rendering;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Analysis.Remote;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Gating;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Pages;
using Proctoring.Gateway.Rooms;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Gateway.Telemetry.Exams;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Verdicts;
using Proctoring.Hosting.Telemetry.Logs;
using Proctoring.Hosting.Telemetry.Tracing;
using Proctoring.Inference.Batching;
using Proctoring.Inference.Serving;
using Proctoring.Vision;

namespace Proctoring.Chart.Tests;

/// <summary>Every variable that the chart sets is a setting that its program has: a renamed one breaks a test, not an exam.</summary>
public sealed class SettingsTests
{
    // Variables of .NET and ONNX Runtime.
    private static readonly string[] Foreign = ["DOTNET_EnableDiagnostics", "DOTNET_shutdownTimeoutSeconds", "ORT_DISABLE_TELEMETRY", "HOME", "AWS_SHARED_CREDENTIALS_FILE"];

    private static readonly Dictionary<string, Type> OfGateway = new()
    {
        ["Server"] = typeof(Gateway.Management.ServerOptions),
        ["Frames"] = typeof(FrameOptions),
        ["Transport"] = typeof(TransportOptions),
        ["Verdicts"] = typeof(VerdictOptions),
        ["Sessions"] = typeof(CandidateSessionOptions),
        ["Access"] = typeof(AccessOptions),
        ["Incidents"] = typeof(IncidentOptions),
        ["Rooms"] = typeof(RoomOptions),
        ["Webhooks"] = typeof(Gateway.Webhooks.WebhookOptions),
        ["Page"] = typeof(PageOptions),
        ["Inference"] = typeof(InferenceOptions),
        ["Redis"] = typeof(RedisOptions),
        ["Delivery"] = typeof(DeliveryOptions),
        ["Gating"] = typeof(GatingOptions),
        ["Telemetry"] = typeof(TelemetryOptions),
        ["Tracing"] = typeof(TracingOptions),
        ["Logs"] = typeof(LogOptions),
    };

    private static readonly Dictionary<string, Type> OfInference = new()
    {
        ["Server"] = typeof(ServerOptions),
        ["Tls"] = typeof(TlsOptions),
        ["Batching"] = typeof(BatchingOptions),
        ["Detector"] = typeof(DetectorOptions),
        ["Tracing"] = typeof(TracingOptions),
        ["Logs"] = typeof(LogOptions),
    };

    public static TheoryData<string> Cases => HelmChart.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Environment_EveryCase_IsOfSettingsThatThereAre(string name)
    {
        foreach (var manifest in await HelmChart.RenderAsync(name))
        {
            if (manifest.PodSpec is null) continue;
            var sections = manifest.PodLabels["app.kubernetes.io/component"]!.GetValue<string>() switch
            {
                "gateway" => OfGateway,
                "inference" or "prebuild" => OfInference,
                _ => [],
            };
            foreach (var container in manifest.Containers) Check(container, sections);
        }
    }

    [Fact]
    public void Check_UnknownSetting_IsFound()
    {
        var container = JsonNode.Parse("""{"env":[{"name":"Server__Adress","value":"::"}]}""")!.AsObject();
        Assert.Contains("Adress", Assert.Throws<InvalidOperationException>(() => Check(container, OfGateway)).ToString());
    }

    private static void Check(JsonObject container, Dictionary<string, Type> sections)
    {
        var variables = (container["env"]?.AsArray() ?? []).Select(entry => (Name: entry!["name"]!.GetValue<string>(), Value: entry["value"]?.GetValue<string>()))
            .Where(variable => !Foreign.Contains(variable.Name)).ToList();
        Assert.Equal(variables.Count, variables.Select(variable => variable.Name).Distinct().Count());
        // Values from elsewhere are not known here; a number fits most types.
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create(variable.Name.Replace("__", ":"), (string?)(variable.Value ?? "1")))).Build();
        foreach (var section in configuration.GetChildren())
        {
            Assert.True(sections.TryGetValue(section.Key, out var type), $"{section.Key} is no section of this program.");
            section.Get(type!, options => options.ErrorOnUnknownConfiguration = true);
        }
    }
}
