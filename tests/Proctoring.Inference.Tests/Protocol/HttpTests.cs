using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Proctoring.Inference.Tests.Hosting;
using Proctoring.Testing;
using Stock;

namespace Proctoring.Inference.Tests.Protocol;

public sealed class HttpTests : IAsyncLifetime
{
    private const string HeaderLength = "Inference-Header-Content-Length";
    private const string Infer = "/v2/models/detector/infer";
    private static readonly byte[] Jpeg = Scene.Jpeg();

    private QueueHost _host = null!;

    public async Task InitializeAsync() => _host = await QueueHost.StartAsync("--Batching:MaxImages=2", "--Batching:MaxWaiting=1");

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Infer_BinaryTensor_IsAnsweredInJson()
    {
        var asking = PostAsync(Binary($$"""{"id":"7","parameters":{"sequence_id":"ann","gray":true},"inputs":[{{Image()}}],"outputs":[{"name":"DETECTIONS"}]}""", Frames.Raw(Jpeg)));
        var frame = (await _host.TakeAsync())[0];
        Assert.Equal(("ann", true), (frame.Sequence, frame.Job.Request.Gray));
        Assert.Equal(Jpeg, frame.Job.Jpeg.ToArray());
        QueueHost.Answer(frame);

        using var answer = await asking;
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("detector", "1", "7"), (json.GetProperty("model_name").GetString(), json.GetProperty("model_version").GetString(), json.GetProperty("id").GetString()));
        var parameters = json.GetProperty("parameters");
        Assert.Equal(("Script", 0.75, 10), (parameters.GetProperty("provider").GetString(), parameters.GetProperty("phone_score").GetDouble(), parameters.GetProperty("drawn").GetInt32()));
        var output = json.GetProperty("outputs").EnumerateArray().Single();
        Assert.Equal([1, 1, 6], output.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()));
        Assert.Equal([1, 2, 3, 4, 0.75, 1], output.GetProperty("data").EnumerateArray().Select(d => d.GetDouble()));
    }

    [Theory]
    [InlineData("""{"parameters":{"binary_data_output":true},"inputs":[IMAGE]}""")]
    [InlineData("""{"inputs":[IMAGE],"outputs":[{"name":"DETECTIONS","parameters":{"binary_data":true}},{"name":"ANNOTATED","parameters":{"binary_data":true}}]}""")]
    public async Task Infer_BinaryOutputs_StandBehindTheJson(string request)
    {
        var asking = PostAsync(Binary(request.Replace("IMAGE", Image(), StringComparison.Ordinal), Frames.Raw(Jpeg)));
        QueueHost.Answer((await _host.TakeAsync())[0]);

        using var answer = await asking;
        var body = await answer.Content.ReadAsByteArrayAsync();
        var length = int.Parse(answer.Headers.GetValues(HeaderLength).Single());
        var outputs = JsonSerializer.Deserialize<JsonElement>(body.AsSpan(0, length)).GetProperty("outputs").EnumerateArray().ToArray();

        Assert.Equal(["DETECTIONS", "ANNOTATED"], outputs.Select(o => o.GetProperty("name").GetString()));
        Assert.Equal([24, Jpeg.Length + 4], outputs.Select(o => o.GetProperty("parameters").GetProperty("binary_data_size").GetInt32()));
        Assert.Equal(Frames.Raw(Jpeg), body[(length + 24)..]);
    }

    [Fact]
    public async Task Infer_WholeBody_IsOnePicture()
    {
        var asking = PostAsync(Jpeg, "0");
        var frame = (await _host.TakeAsync())[0];
        Assert.Equal(Jpeg, frame.Job.Jpeg.ToArray());
        QueueHost.Answer(frame);

        using var answer = await asking;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Infer_CompressedBody_IsUnpacked(string encoding)
    {
        using var packed = new MemoryStream();
        await using (Stream packer = encoding == "gzip" ? new GZipStream(packed, CompressionMode.Compress, leaveOpen: true) : new ZLibStream(packed, CompressionMode.Compress, leaveOpen: true))
            await packer.WriteAsync(Jpeg);
        var asking = PostAsync(packed.ToArray(), "0", encoding);
        var frame = (await _host.TakeAsync())[0];
        Assert.Equal(Jpeg, frame.Job.Jpeg.ToArray());
        QueueHost.Answer(frame);
        using var answer = await asking;
    }

    [Fact]
    public async Task Infer_SmallBodyThatUnpacksToMuch_IsRefused()
    {
        using var packed = new MemoryStream();
        await using (var packer = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) await packer.WriteAsync(new byte[50_000_000]);

        using var answer = await PostAsync(packed.ToArray(), "0", "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Infer_BodyOverTheLimit_IsRefusedAndNamesIt()
    {
        using var answer = await PostAsync(new byte[1_000_000], "0");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("A request may have at most 589,856 bytes.", await ErrorAsync(answer));
    }

    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "not json", null, "The request is not what the protocol means" },
        { "[]", null, "it is no object" },
        { """{"inputs":{}}""", null, "inputs is no list" },
        { """{"inputs":[1]}""", null, "is no object" },
        { """{"id":7}""", null, "id is no string" },
        { """{"inputs":[{"name":"IMAGE","datatype":"BYTES","shape":["x"]}]}""", null, "a dimension is no whole number" },
        { """{"inputs":[{"name":"IMAGE","datatype":"BYTES","shape":[1],"data":["abc"]}]}""", null, "a JPEG does not fit into a JSON string" },
        { """{"inputs":[{"name":"IMAGE","datatype":"BYTES","shape":[1]}]}""", null, "input 'IMAGE' has no binary_data_size" },
        { """{"inputs":[{"name":"IMAGE","datatype":"BYTES","shape":[1],"parameters":{"binary_data_size":9}}]}""", null, "binary_data_size of 'IMAGE' is 9; 0 bytes are left" },
        { """{"inputs":[],"parameters":7}""", null, "parameters is no object" },
        { """{"outputs":[{"name":"ANNOTATED"}]}""", null, "a picture does not fit into JSON" },
        { "{}", "99", "Inference-Header-Content-Length is '99'; the body has 2 bytes." },
        { "{}", "-1", "Inference-Header-Content-Length is '-1'" },
        { "{}xyz", "2", "3 bytes behind it belong to no input" },
        { "{}", null, "Send one input, IMAGE; this request has none." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Infer_WrongRequest_IsToldWhatIsWrong(string body, string? headerLength, string complaint)
    {
        using var answer = await PostAsync(Encoding.UTF8.GetBytes(body), headerLength);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(complaint, await ErrorAsync(answer));
    }

    [Fact]
    public async Task Infer_QueueFull_Is429WithRetryAfter()
    {
        var waiting = PostAsync(Jpeg, "0");
        await _host.WaitingAsync(1);

        using var refused = await PostAsync(Jpeg, "0");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        QueueHost.Answer((await _host.TakeAsync())[0]);
        (await waiting).Dispose();
    }

    [Fact]
    public async Task Infer_CallerGone_IsTakenOutOfTheQueue()
    {
        using var patience = new CancellationTokenSource();
        using var content = new ByteArrayContent(Jpeg) { Headers = { { HeaderLength, "0" } } };
        var asking = _host.Http.PostAsync(Infer, content, patience.Token);
        await _host.WaitingAsync(1);

        await patience.CancelAsync();

        await _host.WaitingAsync(0);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("/v2", """{"name":"proctoring-inference","version":"0.1.0","extensions":["sequence","schedule_policy","binary_tensor_data","parameters"]}""")]
    [InlineData("/v2/health/live", """{"live":true}""")]
    [InlineData("/v2/health/ready", """{"ready":true}""")]
    [InlineData("/v2/models/detector/ready", """{"ready":true}""")]
    [InlineData("/v2/models/detector/versions/1/ready", """{"ready":true}""")]
    [InlineData("/v2/models/detector", """{"name":"detector","versions":["1"],"platform":"onnxruntime_onnx","inputs":[{"name":"IMAGE","datatype":"BYTES","shape":[-1]}],"outputs":[{"name":"DETECTIONS","datatype":"FP32","shape":[-1,-1,6]},{"name":"ANNOTATED","datatype":"BYTES","shape":[-1]}],"properties":{"provider":"Script","network":"script","labels":"person\ncell phone"}}""")]
    public async Task Get_Known_IsAsTheProtocolSays(string path, string json) => Assert.Equal(json, await _host.Http.GetStringAsync(path));

    [Theory]
    [InlineData("/v2/models/ghost", HttpStatusCode.NotFound)]
    [InlineData("/v2/models/detector/versions/7", HttpStatusCode.NotFound)]
    [InlineData("/v2/models/detector/versions/7/ready", HttpStatusCode.ServiceUnavailable)]
    public async Task Get_Unknown_IsNot(string path, HttpStatusCode status)
    {
        using var answer = await _host.Http.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Get_NotReady_SaysSo()
    {
        _host.Service.End("draining");

        foreach (var path in (string[])["/v2/health/ready", "/v2/models/detector", "/v2/models/detector/ready"])
        {
            using var answer = await _host.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }
        using var refused = await PostAsync(Jpeg, "0");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Not ready: draining."), (refused.StatusCode, await ErrorAsync(refused)));
    }

    private static string Image()
    {
        return "{\"name\":\"IMAGE\",\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{\"binary_data_size\":" + (Jpeg.Length + 4) + "}}";
    }

    private static (byte[] Body, string Length) Binary(string json, byte[] raw) => ([.. Encoding.UTF8.GetBytes(json), .. raw], Encoding.UTF8.GetByteCount(json).ToString());

    private Task<HttpResponseMessage> PostAsync((byte[] Body, string Length) request) => PostAsync(request.Body, request.Length);

    private Task<HttpResponseMessage> PostAsync(byte[] body, string? headerLength, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        if (headerLength is not null) content.Headers.Add(HeaderLength, headerLength);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return _host.Http.PostAsync(Infer, content);
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString()!;
}
