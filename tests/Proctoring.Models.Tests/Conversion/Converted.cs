using Microsoft.ML.OnnxRuntime;
using Proctoring.Models.Conversion;
using Proctoring.Models.Conversion.Onnx;

namespace Proctoring.Models.Tests.Conversion;

/// <summary>A converted graph, to be looked into and to be run.</summary>
internal sealed class Converted(byte[] model)
{
    public static Converted From(GraphFile graph, params string[] outputs) => new(TfjsGraphConverter.Convert(graph.Files(outputs)));

    /// <summary>Kinds of the graph's operations, in order.</summary>
    public IReadOnlyList<string> Operations => [.. ModelProto.Parser.ParseFrom(model).Graph.Node.Select(n => n.OpType)];

    public Numbers Run(Numbers input, string output = "out")
    {
        using var session = new InferenceSession(model);
        using var tensor = OrtValue.CreateTensorValueFromMemory(input.Values, [.. input.Shape.Select(s => (long)s)]);
        using var options = new RunOptions();
        using var results = session.Run(options, ["in"], [tensor], [output]);
        return new Numbers([.. results[0].GetTensorTypeAndShape().Shape.Select(s => (int)s)], results[0].GetTensorDataAsSpan<float>().ToArray());
    }
}
