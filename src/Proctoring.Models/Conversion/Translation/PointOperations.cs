using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Tfjs;

namespace Proctoring.Models.Conversion.Translation;

/// <summary>Operations on each number by itself, which work in any order of axes.</summary>
internal static class PointOperations
{
    public static void LeakyRelu(TranslatedGraph to, GraphNode node) => Map(to, node, "LeakyRelu", OnnxAttribute.Float("alpha", node.Float("alpha")));

    public static void Sigmoid(TranslatedGraph to, GraphNode node) => Map(to, node, "Sigmoid");

    private static void Map(TranslatedGraph to, GraphNode node, string operation, params AttributeProto[] attributes)
    {
        var view = to.Graph.Settled(to.View(node, 0));
        var name = to.NameFor(node.Name);
        to.Graph.Add(operation, [view.Tensor], [name], attributes);
        to.Set(node.Name, view with { Tensor = name });
    }
}
