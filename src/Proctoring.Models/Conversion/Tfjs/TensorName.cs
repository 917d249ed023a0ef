namespace Proctoring.Models.Conversion.Tfjs;

/// <summary>TensorFlow names a node's first output both <c>node</c> and <c>node:0</c>; here it is <c>node</c>.</summary>
internal static class TensorName
{
    public static string Of(string reference) => reference.EndsWith(":0", StringComparison.Ordinal) ? reference[..^2] : reference;

    /// <summary>The node that makes a tensor.</summary>
    public static string Node(string tensor)
    {
        var colon = tensor.LastIndexOf(':');
        return colon < 0 ? tensor : tensor[..colon];
    }

    public static string Output(string node, int index) => index == 0 ? node : $"{node}:{index}";
}
