using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Proctoring.Chart.Tests.Rendering;

/// <summary>Reads objects as the Kubernetes types they say they are: an unknown field, or text where a number belongs, is an error.</summary>
internal static class StrictTypes
{
    private static readonly JsonSerializerOptions Strict = MakeStrict();

    private static readonly Dictionary<(string, string), Type> Known = (
        from type in typeof(V1Pod).Assembly.GetTypes()
        from attribute in type.GetCustomAttributes<KubernetesEntityAttribute>()
        let version = attribute.Group.Length > 0 ? $"{attribute.Group}/{attribute.ApiVersion}" : attribute.ApiVersion
        group type by (version, attribute.Kind)).ToDictionary(group => group.Key, group => group.First());

    /// <summary>Whether it is an object of Kubernetes itself.</summary>
    public static bool Has(Manifest manifest) => Known.ContainsKey((manifest.ApiVersion, manifest.Kind));

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? ProblemOf(Manifest manifest)
    {
        try
        {
            manifest.Json.Deserialize(Known[(manifest.ApiVersion, manifest.Kind)], Strict);
            return null;
        }
        catch (JsonException e)
        {
            return $"{manifest.Id}: {e.Message}";
        }
    }

    // The client's own options carry its converters for quantities, dates and what may be number or text; they are not public.
    private static JsonSerializerOptions MakeStrict()
    {
        JsonSerializerOptions? own = null;
        KubernetesJson.AddJsonOptions(options => own = options);
        return new JsonSerializerOptions(own!)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        };
    }
}
