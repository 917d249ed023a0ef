using System.Text.Json;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Delivery;

internal static class StoredPictures
{
    /// <summary>Shows frames until a verdict says where a picture lies; gives that verdict.</summary>
    public static async Task<JsonElement> StoredAsync(this CandidateClient client)
    {
        while (true)
        {
            var verdict = await client.ShowAsync(ScriptedFrames.Phone, skip: "mark");
            if (verdict.GetProperty("image_url").ValueKind == JsonValueKind.String) return verdict;
            await Task.Delay(100); // the rate of frames is limited
        }
    }
}
