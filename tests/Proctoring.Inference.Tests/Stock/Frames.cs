using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Stock;

/// <summary>Requests as a client author would write them.</summary>
public static class Frames
{
    /// <summary>A request for pictures as typed contents, for detections alone.</summary>
    public static InferRequest Request(params byte[][] jpegs)
    {
        var image = new Tensor { Name = "IMAGE", Datatype = "BYTES", Shape = { jpegs.Length }, Contents = new Contents { Elements = { jpegs.Select(ByteString.CopyFrom) } } };
        return new InferRequest { ModelName = "detector", Inputs = { image }, Outputs = { new Wanted { Name = "DETECTIONS" } } };
    }

    /// <summary>The same with raw contents.</summary>
    public static InferRequest RawRequest(params byte[][] jpegs)
    {
        var request = Request(jpegs);
        request.Inputs[0].Contents = null;
        request.RawInputs.Add(ByteString.CopyFrom(Raw(jpegs)));
        return request;
    }

    public static byte[] Raw(params byte[][] elements) => [.. elements.SelectMany(element =>
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, element.Length);
        return length.Concat(element);
    })];

    public static InferRequest With(this InferRequest request, string name, Parameter value)
    {
        request.Parameters[name] = value;
        return request;
    }

    public static InferRequest Of(this InferRequest request, string sequence) => request.With("sequence_id", new Parameter { Text = sequence });

    /// <summary>Rows of DETECTIONS of one picture: x0, y0, x1, y1, score, class; those that fill up left out.</summary>
    public static float[][] Rows(this InferResponse response, int picture = 0)
    {
        var at = response.Outputs.ToList().FindIndex(output => output.Name == "DETECTIONS");
        var (rows, numbers) = ((int)response.Outputs[at].Shape[1], MemoryMarshal.Cast<byte, float>(response.RawOutputs[at].Span).ToArray());
        return [.. numbers.Skip(picture * rows * 6).Take(rows * 6).Chunk(6).TakeWhile(row => row[5] >= 0)];
    }
}
