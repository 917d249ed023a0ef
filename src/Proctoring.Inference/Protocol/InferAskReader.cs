using Google.Protobuf;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;
using Proctoring.Inference.Batching;
using Proctoring.Vision;
using static Proctoring.Contracts.OpenInference.DetectorContract;

namespace Proctoring.Inference.Protocol;

/// <summary>Understands requests for inference. What is wrong with one is a sentence that names the part and the limit.</summary>
internal static class InferAskReader
{
    private const int DefaultPriority = 2; // of 1 to 4

    /// <summary>False with a complaint when the request is not one that this model takes.</summary>
    public static bool TryRead(ModelInferRequest request, int maxImages, out InferAsk? ask, out string complaint)
    {
        ask = null;
        if (!TryReadOutputs(request, out var detections, out var pictures, out complaint)) return false;
        if (!TryReadImages(request, maxImages, out var images, out complaint)) return false;
        if (!InferParameters.TryRead(request.Parameters, out var parameters, out complaint)) return false;
        if (parameters.Sequence is not null && images.Count > 1)
        {
            complaint = $"A request with a {Asks.Sequence} has one picture; this one has {images.Count}.";
            return false;
        }
        var level = Math.Clamp(parameters.Priority is 0 ? DefaultPriority : parameters.Priority, 1, PendingFrame.Priorities) - 1;
        var analysis = new AnalysisRequest { Gray = parameters.Gray, Picture = new PictureWish(pictures, parameters.Drawn), ScoreFloor = parameters.ScoreFloor };
        ask = new InferAsk(images, analysis, parameters.Sequence, level, parameters.Timeout, detections);
        return true;
    }

    // Whoever names no outputs gets all of them, says the protocol.
    private static bool TryReadOutputs(ModelInferRequest request, out bool detections, out bool pictures, out string complaint)
    {
        detections = pictures = request.Outputs.Count == 0;
        complaint = "";
        foreach (var output in request.Outputs)
        {
            detections |= output.Name == Detections;
            pictures |= output.Name == Annotated;
            if (output.Name is Detections or Annotated) continue;
            complaint = $"There is no output '{output.Name}'; there are {Detections} and {Annotated}.";
            return false;
        }
        return true;
    }

    private static bool TryReadImages(ModelInferRequest request, int maxImages, out List<ReadOnlyMemory<byte>> images, out string complaint)
    {
        images = [];
        if (request.Inputs is not [{ Name: Image } input])
        {
            complaint = $"Send one input, {Image}; this request has {(request.Inputs.Count == 0 ? "none" : string.Join(", ", request.Inputs.Select(i => i.Name)))}.";
            return false;
        }
        if (input.Datatype != DataTypes.Bytes)
        {
            complaint = $"{Image} is of type {DataTypes.Bytes}; this one is '{input.Datatype}'.";
            return false;
        }
        // [n], and also [n, 1] and [1, n], as clients of models with a batch dimension send.
        var count = input.Shape.Aggregate(1L, (product, dimension) => dimension < 1 || product > maxImages ? long.MaxValue / 2 : product * dimension);
        if (input.Shape.Count is 0 or > 2 || count > maxImages)
        {
            complaint = $"{Image} has shape [n] with 1 to {maxImages:N0} pictures; this one has [{string.Join(", ", input.Shape)}].";
            return false;
        }
        return TryReadContents(request, input, (int)count, images, out complaint);
    }

    private static bool TryReadContents(ModelInferRequest request, ModelInferRequest.Types.InferInputTensor input, int count, List<ReadOnlyMemory<byte>> images, out string complaint)
    {
        var typed = input.Contents?.BytesContents;
        if (request.RawInputContents.Count == 0 && typed is not null) images.AddRange(typed.Select(bytes => bytes.Memory));
        else if (request.RawInputContents is [var raw] && typed is null or { Count: 0 } && !TrySplit(raw, images))
        {
            complaint = $"The raw contents of {Image} are cut off: each picture stands behind its length, 4 bytes little-endian.";
            return false;
        }
        complaint = images.Count == count ? "" : $"{Image} has shape [{string.Join(", ", input.Shape)}] and {images.Count} pictures, in either contents or raw_input_contents.";
        return images.Count == count;
    }

    private static bool TrySplit(ByteString raw, List<ReadOnlyMemory<byte>> images)
    {
        var rest = raw.Memory;
        while (RawBytes.TryRead(ref rest, out var image)) images.Add(image);
        return rest.IsEmpty;
    }
}
