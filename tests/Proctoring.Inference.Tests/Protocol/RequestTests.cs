using Google.Protobuf;
using Grpc.Core;
using Proctoring.Contracts;
using Proctoring.Inference.Tests.Hosting;
using Proctoring.Testing;
using Stock;

namespace Proctoring.Inference.Tests.Protocol;

/// <summary>Requests that are taken, and those that are not and are told what is wrong.</summary>
public sealed class RequestTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = Scene.Jpeg();

    private QueueHost _host = null!;

    public async Task InitializeAsync() => _host = await QueueHost.StartAsync("--Batching:MaxImages=4");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public static TheoryData<string, StatusCode, Action<InferRequest>, string> Wrong => new()
    {
        { "model", StatusCode.NotFound, r => r.ModelName = "ghost", "There is no model 'ghost'; there is detector." },
        { "version", StatusCode.NotFound, r => r.ModelVersion = "7", "There is no version '7' of detector; there is 1." },
        { "no input", StatusCode.InvalidArgument, r => r.Inputs.Clear(), "Send one input, IMAGE; this request has none." },
        { "other input", StatusCode.InvalidArgument, r => r.Inputs[0].Name = "PICTURE", "Send one input, IMAGE; this request has PICTURE." },
        { "two inputs", StatusCode.InvalidArgument, r => r.Inputs.Add(new Tensor { Name = "MASK" }), "this request has IMAGE, MASK." },
        { "type", StatusCode.InvalidArgument, r => r.Inputs[0].Datatype = "UINT8", "IMAGE is of type BYTES; this one is 'UINT8'." },
        { "no shape", StatusCode.InvalidArgument, r => r.Inputs[0].Shape.Clear(), "shape [n] with 1 to 4 pictures; this one has []." },
        { "empty", StatusCode.InvalidArgument, r => r.Inputs[0].Shape[0] = 0, "this one has [0]." },
        { "negative", StatusCode.InvalidArgument, r => r.Inputs[0].Shape.Add([-1, -1]), "this one has [1, -1, -1]." },
        { "too many", StatusCode.InvalidArgument, r => r.Inputs[0].Shape[0] = 5, "this one has [5]." },
        { "overflow", StatusCode.InvalidArgument, r => r.Inputs[0].Shape.Add(long.MaxValue), $"this one has [1, {long.MaxValue}]." },
        { "fewer than said", StatusCode.InvalidArgument, r => r.Inputs[0].Shape[0] = 2, "IMAGE has shape [2] and 1 pictures" },
        { "both contents", StatusCode.InvalidArgument, r => r.RawInputs.Add(ByteString.CopyFrom(Frames.Raw(Jpeg))), "and 0 pictures" },
        { "cut off", StatusCode.InvalidArgument, r => Raw(r, Frames.Raw(Jpeg)[..^1]), "are cut off" },
        { "trailing", StatusCode.InvalidArgument, r => Raw(r, [.. Frames.Raw(Jpeg), 0, 0]), "are cut off" },
        { "huge length", StatusCode.InvalidArgument, r => Raw(r, [255, 255, 255, 255, 1]), "are cut off" },
        { "output", StatusCode.InvalidArgument, r => r.Outputs[0].Name = "MASKS", "There is no output 'MASKS'; there are DETECTIONS and ANNOTATED." },
        { "sequence of several", StatusCode.InvalidArgument, Several, "A request with a sequence_id has one picture; this one has 2." },
        { "sequence's type", StatusCode.InvalidArgument, r => r.With("sequence_id", new Parameter { Flag = true }), "sequence_id is a number or a string of at most 128 characters." },
        { "sequence's length", StatusCode.InvalidArgument, r => r.Of(new string('x', 129)), "sequence_id is a number or a string of at most 128 characters." },
        { "timeout", StatusCode.InvalidArgument, r => r.With("timeout", new Parameter { Whole = -1 }), "timeout is a whole number of microseconds" },
        { "priority", StatusCode.InvalidArgument, r => r.With("priority", new Parameter { Text = "high" }), "priority is a whole number" },
        { "gray", StatusCode.InvalidArgument, r => r.With("gray", new Parameter { Whole = 1 }), "gray is true or false." },
        { "threshold", StatusCode.InvalidArgument, r => r.With("score_threshold", new Parameter { Number = 1 }), "score_threshold is a number between 0 and 1." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Infer_WrongRequest_IsToldWhatIsWrong(string what, StatusCode code, Action<InferRequest> change, string complaint)
    {
        Assert.NotEmpty(what);
        var request = Frames.Request(Jpeg);
        change(request);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.ModelInferAsync(request));

        Assert.Equal(code, refused.StatusCode);
        Assert.Contains(complaint, refused.Status.Detail);
        Assert.Equal(0, _host.Queue.Waiting);
    }

    public static TheoryData<string, Action<InferRequest>> Right => new()
    {
        { "as it is", _ => { } },
        { "with its version", r => r.ModelVersion = "1" },
        { "raw", r => Raw(r, Frames.Raw(Jpeg)) },
        { "with a batch dimension", r => r.Inputs[0].Shape.Add(1) },
        { "with an unknown parameter", r => r.With("headers", new Parameter { Text = "x" }) },
        { "with a sequence's number", r => r.With("sequence_id", new Parameter { Natural = 42 }) },
        { "with a timeout beyond all time", r => r.With("timeout", new Parameter { Natural = ulong.MaxValue }) },
        { "with a priority beyond the last", r => r.With("priority", new Parameter { Natural = ulong.MaxValue }) },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public async Task Infer_RightRequest_IsTakenWithTheWholePicture(string what, Action<InferRequest> change)
    {
        Assert.NotEmpty(what);
        var request = Frames.Request(Jpeg);
        change(request);
        using var call = _host.Client.ModelInferAsync(request);

        var frame = Assert.Single(await _host.TakeAsync());

        Assert.Equal(Jpeg, frame.Job.Jpeg.ToArray());
        QueueHost.Answer(frame);
        var response = await call;
        Assert.Equal(("detector", "1"), (response.ModelName, response.ModelVersion));
    }

    [Fact]
    public async Task Infer_Parameters_ReachTheDetector()
    {
        var request = Frames.Request(Jpeg).Of("ann").With("gray", new Parameter { Flag = true }).With("score_threshold", new Parameter { Number = 0.05 }).With("drawn", new Parameter { Whole = 7 });
        using var call = _host.Client.ModelInferAsync(request);

        var frame = (await _host.TakeAsync())[0];

        Assert.Equal(("ann", true, new PictureWish(false, 7), 0.05f), (frame.Sequence, frame.Job.Request.Gray, frame.Job.Request.Picture, frame.Job.Request.ScoreFloor));
    }

    [Fact]
    public async Task Infer_Outputs_AreThoseNamedOrAll()
    {
        Assert.Equal(["DETECTIONS"], await OutputsAsync("DETECTIONS"));
        Assert.Equal(["ANNOTATED"], await OutputsAsync("ANNOTATED"));
        Assert.Equal(["DETECTIONS", "ANNOTATED"], await OutputsAsync("ANNOTATED", "DETECTIONS"));
        Assert.Equal(["DETECTIONS", "ANNOTATED"], await OutputsAsync());
    }

    [Theory]
    [InlineData("cell phone", "cell phone", true)]
    [InlineData("person", "person", false)]
    [InlineData("cell phone", "person", true)]
    public async Task Infer_Drawn_LeavesOutThePictureOfWhatIsTheSameAndNoPhone(string before, string now, bool isDrawn)
    {
        var request = Frames.Request(Jpeg).With("drawn", new Parameter { Whole = before.Length });
        request.Outputs.Add(new Wanted { Name = "ANNOTATED" });
        using var call = _host.Client.ModelInferAsync(request);
        QueueHost.Answer((await _host.TakeAsync())[0], now);

        var response = await call;
        Assert.Equal(isDrawn ? Frames.Raw(Jpeg) : Frames.Raw(Array.Empty<byte>()), response.RawOutputs[1].ToByteArray());
        Assert.Equal(now.Length, response.Parameters["drawn"].Whole);
    }

    [Fact]
    public async Task Infer_SeveralPictures_ComeBackInTheirOrderFilledUp()
    {
        var request = Frames.Request(Jpeg, [1], [2]);
        request.Outputs.Clear();
        request.Id = "several";
        using var call = _host.Client.ModelInferAsync(request);
        await _host.WaitingAsync(3);
        foreach (var frame in await _host.TakeAsync()) QueueHost.Answer(frame);

        var response = await call;

        Assert.Equal("several", response.Id);
        Assert.Equal([3, 1, 6], response.Outputs[0].Shape);
        Assert.Equal([3L], response.Outputs[1].Shape);
        Assert.Equal(Frames.Raw(Jpeg, [1], [2]), response.RawOutputs[1].ToByteArray());
        Assert.Equal("1:cell phone", response.Parameters["labels"].Text);
        Assert.Equal(("Script", "script", 3000L), (response.Parameters["provider"].Text, response.Parameters["network"].Text, response.Parameters["wait_us"].Whole));
    }

    [Fact]
    public async Task Metadata_Client_LearnsTheSignature()
    {
        var model = await _host.Client.ModelMetadataAsync(new ModelMetadataRequest { Name = "detector" });

        Assert.Equal(["1"], model.Versions);
        Assert.Equal(("IMAGE", "BYTES", -1L), (model.Inputs[0].Name, model.Inputs[0].Datatype, model.Inputs[0].Shape.Single()));
        Assert.Equal([-1, -1, 6], model.Outputs.Single(output => output.Name == "DETECTIONS").Shape);
        Assert.Equal("person\ncell phone", model.Properties["labels"]);
        var server = await _host.Client.ServerMetadataAsync(new ServerMetadataRequest());
        Assert.Equal("proctoring-inference", server.Name);
        Assert.Contains("sequence", server.Extensions);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(async () => await _host.Client.ModelMetadataAsync(new ModelMetadataRequest { Name = "ghost" }))).StatusCode);
    }

    private async Task<IEnumerable<string>> OutputsAsync(params string[] names)
    {
        var request = Frames.Request(Jpeg);
        request.Outputs.Clear();
        request.Outputs.Add(names.Select(name => new Wanted { Name = name }));
        using var call = _host.Client.ModelInferAsync(request);
        QueueHost.Answer((await _host.TakeAsync())[0]);
        return (await call).Outputs.Select(output => output.Name);
    }

    private static void Raw(InferRequest request, byte[] raw)
    {
        request.Inputs[0].Contents = null;
        request.RawInputs.Add(ByteString.CopyFrom(raw));
    }

    private static void Several(InferRequest request)
    {
        request.Inputs[0].Shape[0] = 2;
        request.Inputs[0].Contents.Elements.Add(ByteString.CopyFrom(Jpeg));
        request.Of("ann");
    }
}
