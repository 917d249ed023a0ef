using System.Text;
using Google.Protobuf;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Gateway.Analysis.Remote.Wire;

/// <summary>The requests of one session.</summary>
/// <remarks>
/// What all of them share is serialised once. Behind it come the fields of the frame at hand: protobuf messages are merged by
/// writing one after the other. So the JPEG is copied once, into gRPC's own pooled buffer, and nothing is allocated.
/// </remarks>
internal sealed class DetectorRequest
{
    private const int ParametersField = 4;
    private const int RawInputField = 7;
    private const int KeyField = 1;
    private const int ValueField = 2;
    private const int IntegerField = 2;
    private static readonly byte[] Timeout = Encoding.UTF8.GetBytes(DetectorContract.Asks.Timeout);
    private static readonly byte[] Priority = Encoding.UTF8.GetBytes(DetectorContract.Asks.Priority);

    private static readonly byte[] Drawn = Encoding.UTF8.GetBytes(DetectorContract.Asks.Drawn);
    private static readonly byte[] Picture = new ModelInferRequest { Outputs = { Output(DetectorContract.Annotated) } }.ToByteArray();

    private readonly byte[] _common;

    public DetectorRequest(string sessionId) => _common = Common(sessionId).ToByteArray();

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public int SizeOf(int jpegLength, in FrameAsk ask, long timeoutMicroseconds)
    {
        var element = RawBytes.PrefixLength + jpegLength;
        return _common.Length + SizeOfPicture(ask.Picture) + SizeOfParameter(Priority, (int)ask.Priority) + SizeOfParameter(Timeout, timeoutMicroseconds)
            + 1 + ProtoWriter.SizeOf(element) + element;
    }

    public void Write(Span<byte> target, ReadOnlySpan<byte> jpeg, in FrameAsk ask, long timeoutMicroseconds)
    {
        var writer = new ProtoWriter(target);
        writer.WriteRaw(_common);
        if (ask.Picture.IsPossible) writer.WriteRaw(Picture);
        if (ask.Picture.Drawn is { } drawn) WriteParameter(ref writer, Drawn, drawn);
        WriteParameter(ref writer, Priority, (int)ask.Priority);
        WriteParameter(ref writer, Timeout, timeoutMicroseconds);
        writer.BeginBytes(RawInputField, RawBytes.PrefixLength + jpeg.Length);
        RawBytes.WritePrefix(writer.Reserve(RawBytes.PrefixLength), jpeg.Length);
        writer.WriteRaw(jpeg);
    }

    private static ModelInferRequest Common(string sessionId)
    {
        var request = new ModelInferRequest { ModelName = DetectorContract.Model };
        request.Parameters.Add(DetectorContract.Asks.Sequence, new InferParameter { StringParam = sessionId });
        request.Parameters.Add(DetectorContract.Asks.Gray, new InferParameter { BoolParam = true });
        request.Inputs.Add(new ModelInferRequest.Types.InferInputTensor { Name = DetectorContract.Image, Datatype = DetectorContract.DataTypes.Bytes, Shape = { 1 } });
        request.Outputs.Add(Output(DetectorContract.Detections));
        return request;
    }

    private static ModelInferRequest.Types.InferRequestedOutputTensor Output(string name) => new() { Name = name };

    private static int SizeOfPicture(in PictureWish wish) =>
        (wish.IsPossible ? Picture.Length : 0) + (wish.Drawn is { } drawn ? SizeOfParameter(Drawn, drawn) : 0);

    // An entry of the map: its key, and a message with one integer. All of them are short, so each length takes one byte.
    private static int SizeOfParameter(byte[] key, long value) => 2 + 2 + key.Length + 2 + SizeOfInteger(value);

    private static int SizeOfInteger(long value) => 1 + ProtoWriter.SizeOf(value);

    private static void WriteParameter(ref ProtoWriter writer, byte[] key, long value)
    {
        writer.BeginBytes(ParametersField, SizeOfParameter(key, value) - 2);
        writer.BeginBytes(KeyField, key.Length);
        writer.WriteRaw(key);
        writer.BeginBytes(ValueField, SizeOfInteger(value));
        writer.WriteInteger(IntegerField, value);
    }
}
