using System.Text.Json;
using Proctoring.Testing;

namespace Proctoring.Inference.Tests.Hosting;

/// <summary>The real process.</summary>
internal static class InferencePod
{
    public const string Project = "Proctoring.Inference";

    /// <summary>What <c>/readyz</c> says of the detector, whether ready or not.</summary>
    public static async Task<JsonElement> ReadinessAsync(this ServerProcess pod)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(pod.Management, "/readyz"));
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("checks").GetProperty("detector");
    }
}
