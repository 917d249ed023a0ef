using System.Text.Json.Serialization;

namespace Proctoring.Vision.Providers;

[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class ProviderJson : JsonSerializerContext;
