using System.Runtime.InteropServices;
using Google.Protobuf;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Testing.Pods;

/// <summary>Answers as an inference pod gives them; the annotated picture is the frame itself.</summary>
public static class ScriptedAnswer
{
    /// <summary>The classes that scripted pods know, in their order.</summary>
    public static readonly IReadOnlyList<string> Classes = ["backpack", "handbag", "laptop", "mouse", "keyboard", Labels.CellPhone, "book"];

    private static readonly HashSet<string> Watched = [.. Classes];

    public const string Provider = "Scripted";

    public const string Network = "script";

    /// <summary>What the pod says each stage took: 1 ms of waiting, 2 of decoding, …</summary>
    public static readonly IReadOnlyList<string> Stages =
        [DetectorContract.Tells.Wait, DetectorContract.Tells.Decode, DetectorContract.Tells.Infer, DetectorContract.Tells.Post, DetectorContract.Tells.Annotate];

    public static ModelInferResponse Of(ModelInferRequest request, ReadOnlySpan<byte> jpeg, IReadOnlyList<Detection> detections, PodBehaviour behaviour)
    {
        var answer = new ModelInferResponse { ModelName = request.ModelName, Id = request.Id };
        foreach (var output in request.Outputs)
        {
            if (output.Name == DetectorContract.Detections) AddDetections(answer, detections, behaviour.AnswersTyped);
            else if (output.Name == DetectorContract.Annotated) AddPicture(answer, behaviour.IsForeign || Wish(request).Wants(detections, Drawn(detections)) ? jpeg : default, behaviour.AnswersTyped);
        }
        if (!behaviour.IsForeign) AddTells(answer, detections);
        return answer;
    }

    private static long Drawn(IReadOnlyList<Detection> detections) => SeenObjects.Fingerprint(detections, Watched);

    private static PictureWish Wish(ModelInferRequest request) =>
        new(true, request.Parameters.TryGetValue(DetectorContract.Asks.Drawn, out var drawn) ? drawn.Int64Param : null);

    private static void AddDetections(ModelInferResponse answer, IReadOnlyList<Detection> detections, bool typed)
    {
        // One row more than there are: the end must be found.
        var rows = new List<float>();
        foreach (var (label, score, box) in detections) rows.AddRange([box.X0, box.Y0, box.X1, box.Y1, score, ClassOf(label)]);
        rows.AddRange([0, 0, 0, 0, 0, -1]);
        var tensor = Tensor(DetectorContract.Detections, DetectorContract.DataTypes.Float, 1, detections.Count + 1, DetectorContract.RowLength);
        if (typed) tensor.Contents = new InferTensorContents { Fp32Contents = { rows } };
        else answer.RawOutputContents.Add(ByteString.CopyFrom(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(rows))));
        answer.Outputs.Add(tensor);
    }

    private static void AddPicture(ModelInferResponse answer, ReadOnlySpan<byte> jpeg, bool typed)
    {
        var tensor = Tensor(DetectorContract.Annotated, DetectorContract.DataTypes.Bytes, 1);
        var element = new byte[RawBytes.PrefixLength + jpeg.Length];
        RawBytes.WritePrefix(element, jpeg.Length);
        jpeg.CopyTo(element.AsSpan(RawBytes.PrefixLength));
        if (typed) tensor.Contents = new InferTensorContents { BytesContents = { ByteString.CopyFrom(jpeg) } };
        else answer.RawOutputContents.Add(ByteString.CopyFrom(element));
        answer.Outputs.Add(tensor);
    }

    private static void AddTells(ModelInferResponse answer, IReadOnlyList<Detection> detections)
    {
        answer.Parameters.Add(DetectorContract.Tells.Provider, new InferParameter { StringParam = Provider });
        answer.Parameters.Add(DetectorContract.Tells.Network, new InferParameter { StringParam = Network });
        answer.Parameters.Add(DetectorContract.Tells.Labels, new InferParameter { StringParam = string.Join('\n', detections.Select(d => $"{ClassOf(d.Label)}:{d.Label}").Distinct()) });
        answer.Parameters.Add(DetectorContract.Tells.Drawn, new InferParameter { Int64Param = Drawn(detections) });
        for (var i = 0; i < Stages.Count; i++) answer.Parameters.Add(Stages[i], new InferParameter { Int64Param = 1000 * (i + 1) });
        answer.Parameters.Add(DetectorContract.Tells.Batch, new InferParameter { Int64Param = 1 });
    }

    private static ModelInferResponse.Types.InferOutputTensor Tensor(string name, string type, params long[] shape) => new() { Name = name, Datatype = type, Shape = { shape } };

    private static int ClassOf(string label)
    {
        for (var i = 0; i < Classes.Count; i++)
        {
            if (Classes[i] == label) return i;
        }
        throw new InvalidOperationException($"Scripted pods know no {label}.");
    }
}
