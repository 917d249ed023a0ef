using Google.Protobuf;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Analysis.Remote.Wire;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Wire;

public sealed class DetectorRequestTests
{
    [Theory]
    [InlineData(1, 0, FramePriority.Usual)]
    [InlineData(127, 123, FramePriority.PhoneInView)]
    [InlineData(2_000_000, 25_000, FramePriority.Practice)]
    [InlineData(long.MaxValue, 300_000, FramePriority.Usual)]
    public void Write_AnyFrame_IsWhatGeneratedCodeWouldHaveWritten(long timeout, int length, FramePriority priority)
    {
        var jpeg = new byte[length];
        Random.Shared.NextBytes(jpeg);
        var request = new DetectorRequest("k3");
        var ask = new FrameAsk(priority, PictureWish.UnlessDrawn(timeout));
        var size = request.SizeOf(length, ask, timeout);
        var message = new byte[size];
        request.Write(message, jpeg, ask, timeout);

        Assert.Equal(Expected("k3", jpeg, priority, timeout), ModelInferRequest.Parser.ParseFrom(message));
    }

    [Fact]
    public void Write_WithoutPictures_AsksForDetectionsAlone()
    {
        var request = new DetectorRequest("k3");
        var ask = new FrameAsk(FramePriority.Usual, PictureWish.None);
        var message = new byte[request.SizeOf(1, ask, 1)];
        request.Write(message, [7], ask, 1);

        Assert.Equal(DetectorContract.Detections, Assert.Single(ModelInferRequest.Parser.ParseFrom(message).Outputs).Name);
    }

    private static ModelInferRequest Expected(string session, byte[] jpeg, FramePriority priority, long timeout)
    {
        var element = new byte[4 + jpeg.Length];
        RawBytes.WritePrefix(element, jpeg.Length);
        jpeg.CopyTo(element, 4);
        return new ModelInferRequest
        {
            ModelName = "detector",
            Parameters =
            {
                ["sequence_id"] = new InferParameter { StringParam = session },
                ["drawn"] = new InferParameter { Int64Param = timeout },
                ["gray"] = new InferParameter { BoolParam = true },
                ["priority"] = new InferParameter { Int64Param = (int)priority },
                ["timeout"] = new InferParameter { Int64Param = timeout },
            },
            Inputs = { new ModelInferRequest.Types.InferInputTensor { Name = "IMAGE", Datatype = "BYTES", Shape = { 1 } } },
            Outputs =
            {
                new ModelInferRequest.Types.InferRequestedOutputTensor { Name = "DETECTIONS" },
                new ModelInferRequest.Types.InferRequestedOutputTensor { Name = "ANNOTATED" },
            },
            RawInputContents = { ByteString.CopyFrom(element) },
        };
    }
}
