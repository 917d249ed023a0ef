using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;
using Proctoring.Inference.Batching;
using Proctoring.Inference.Serving;
using static Proctoring.Contracts.OpenInference.DetectorContract;

namespace Proctoring.Inference.Protocol;

/// <summary>Puts analysed frames into the protocol's words. Outputs are always raw.</summary>
internal static class InferResponse
{
    public static InferAnswer Of(ModelInferRequest request, ServedModel model, InferAsk ask, FrameOutcome[] outcomes)
    {
        var response = new ModelInferResponse { ModelName = DetectorContract.Model, ModelVersion = model.Version, Id = request.Id };
        AddParameters(response.Parameters, model, outcomes);
        if (ask.WantsDetections) AddDetections(response, model, outcomes);
        return InferAnswer.Of(response, ask.WantsPictures ? AddPictures(response, outcomes) : null);
    }

    private static void AddDetections(ModelInferResponse response, ServedModel model, FrameOutcome[] outcomes)
    {
        var rows = outcomes.Max(outcome => outcome.Analysis!.Detections.Count);
        var raw = new byte[outcomes.Length * rows * RowLength * sizeof(float)];
        var numbers = MemoryMarshal.Cast<byte, float>(raw.AsSpan());
        for (var i = 0; i < outcomes.Length; i++) Write(outcomes[i].Analysis!.Detections, model, numbers.Slice(i * rows * RowLength, rows * RowLength));
        response.Outputs.Add(new ModelInferResponse.Types.InferOutputTensor { Name = Detections, Datatype = DataTypes.Float, Shape = { outcomes.Length, rows, RowLength } });
        response.RawOutputContents.Add(UnsafeByteOperations.UnsafeWrap(raw));
    }

    private static void Write(IReadOnlyList<Detection> detections, ServedModel model, Span<float> rows)
    {
        for (var i = 0; i < detections.Count; i++)
        {
            var box = detections[i].Box;
            var row = rows.Slice(i * RowLength, RowLength);
            (row[0], row[1], row[2], row[3]) = (box.X0, box.Y0, box.X1, box.Y1);
            (row[4], row[5]) = (detections[i].Score, model.ClassOf(detections[i].Label));
        }
        for (var at = detections.Count * RowLength; at < rows.Length; at += RowLength) rows[at + RowLength - 1] = -1;
    }

    // A new array for each response would be a third of what a frame allocates.
    private static PooledBytes AddPictures(ModelInferResponse response, FrameOutcome[] outcomes)
    {
        var raw = PooledBytes.Rent(outcomes.Sum(outcome => RawBytes.PrefixLength + (outcome.Analysis!.Picture?.Length ?? 0)));
        foreach (var outcome in outcomes)
        {
            var picture = outcome.Analysis!.Picture is { } drawn ? drawn.Span : default; // an empty element where none was wanted
            RawBytes.WritePrefix(raw.Remaining.Span, picture.Length);
            raw.Advance(RawBytes.PrefixLength);
            picture.CopyTo(raw.Remaining.Span);
            raw.Advance(picture.Length);
        }
        response.Outputs.Add(new ModelInferResponse.Types.InferOutputTensor { Name = Annotated, Datatype = DataTypes.Bytes, Shape = { outcomes.Length } });
        response.RawOutputContents.Add(UnsafeByteOperations.UnsafeWrap(raw.Memory));
        return raw;
    }

    private static void AddParameters(MapField<string, InferParameter> parameters, ServedModel model, FrameOutcome[] outcomes)
    {
        parameters[Tells.Provider] = new InferParameter { StringParam = model.Provider };
        parameters[Tells.Network] = new InferParameter { StringParam = model.Network };
        parameters[Tells.Labels] = new InferParameter { StringParam = Labels(model, outcomes) };
        parameters[Tells.Batch] = new InferParameter { Int64Param = outcomes.Max(outcome => outcome.Batch) };
        if (outcomes is [{ Analysis.Drawn: { } drawn }]) parameters[Tells.Drawn] = new InferParameter { Int64Param = drawn };
        if (outcomes is [{ Analysis.PhoneScore: > 0 and var score }]) parameters[Tells.PhoneScore] = new InferParameter { DoubleParam = score };
        Time(Tells.Wait, outcome => outcome.Waited + outcome.Analysis!.Times.Wait);
        Time(Tells.Decode, outcome => outcome.Analysis!.Times.Decode);
        Time(Tells.Infer, outcome => outcome.Analysis!.Times.Infer);
        Time(Tells.Post, outcome => outcome.Analysis!.Times.Post);
        Time(Tells.Annotate, outcome => outcome.Analysis!.Times.Annotate);

        void Time(string name, Func<FrameOutcome, TimeSpan> stage) =>
            parameters[name] = new InferParameter { Int64Param = (long)outcomes.Max(stage).TotalMicroseconds };
    }

    private static string Labels(ServedModel model, FrameOutcome[] outcomes)
    {
        var text = new StringBuilder();
        HashSet<string> seen = [];
        foreach (var outcome in outcomes)
        {
            foreach (var detection in outcome.Analysis!.Detections)
            {
                if (!seen.Add(detection.Label)) continue;
                if (text.Length > 0) text.Append('\n');
                text.Append(model.ClassOf(detection.Label)).Append(':').Append(detection.Label);
            }
        }
        return text.ToString();
    }
}
