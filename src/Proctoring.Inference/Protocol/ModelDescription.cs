using Proctoring.Contracts.OpenInference;
using Proctoring.Inference.Serving;
using static Proctoring.Contracts.OpenInference.DetectorContract;
using Tensor = Proctoring.Contracts.OpenInference.ModelMetadataResponse.Types.TensorMetadata;

namespace Proctoring.Inference.Protocol;

/// <summary>What the server and its model say of themselves.</summary>
internal static class ModelDescription
{
    public const string ServerName = "proctoring-inference";

    /// <summary>What is spoken beyond the protocol itself, by Triton's names.</summary>
    public static IReadOnlyList<string> Extensions { get; } = ["sequence", "schedule_policy", "binary_tensor_data", "parameters"];

    public static string ServerVersion { get; } = typeof(ModelDescription).Assembly.GetName().Version!.ToString(3);

    public static ModelMetadataResponse Of(ServedModel model) => new()
    {
        Name = Model,
        Versions = { model.Version },
        Platform = "onnxruntime_onnx",
        Inputs = { new Tensor { Name = Image, Datatype = DataTypes.Bytes, Shape = { -1 } } },
        Outputs =
        {
            new Tensor { Name = Detections, Datatype = DataTypes.Float, Shape = { -1, -1, RowLength } },
            new Tensor { Name = Annotated, Datatype = DataTypes.Bytes, Shape = { -1 } },
        },
        Properties = { [Tells.Provider] = model.Provider, [Tells.Network] = model.Network, [Tells.Labels] = string.Join('\n', model.Classes) },
    };
}
