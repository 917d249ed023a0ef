using System.Diagnostics;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Proctoring.Inference.Tests.Hosting;
using Proctoring.Testing;
using Stock;

namespace Proctoring.Inference.Tests.Serving;

/// <summary>Providers that cannot be had, with stub libraries in the place of NVIDIA's: the reason is always told.</summary>
public sealed class ProviderTests : IDisposable
{
    private readonly DirectoryInfo _stubs = Directory.CreateTempSubdirectory("proctoring-stubs-");

    public void Dispose() => _stubs.Delete(recursive: true);

    [Fact]
    public async Task Require_ProviderThatIsNotThere_IsNeverReadyAndSaysWhy()
    {
        await using var pod = await ServerProcess.ListenAsync(InferencePod.Project, "--Detector:Require:0=CUDA");

        var readiness = await UntilSaidAsync(pod, "required");

        Assert.Equal("CUDA is required and CPU runs; CUDA: CUDA execution provider is not enabled in this build", readiness.GetProperty("description").GetString());
        Assert.Equal("Unhealthy", readiness.GetProperty("status").GetString());
        Assert.Equal(1, await pod.MetricAsync("proctoring_inference_provider_missing"));
        Assert.Contains("[3004] This pod is not ready and will not be: CUDA is required", pod.Output);
        using var channel = GrpcChannel.ForAddress(pod.Grpc);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new GRPCInferenceService.GRPCInferenceServiceClient(channel).ModelInferAsync(Frames.Request(Scene.Jpeg())));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
    }

    [Fact]
    public async Task TensorRt_NoLibraries_IsPassedOver() =>
        Assert.Equal("libnvinfer.so.10 is not there", await ReasonAsync());

    [CompilerFact]
    public async Task TensorRt_LibraryThatIsNone_IsPassedOver()
    {
        Compile("libnvinfer.so.10", "int something_else(void) { return 0; }");

        Assert.Equal("libnvinfer.so.10 has no getInferLibVersion", await ReasonAsync());
    }

    [CompilerFact]
    public async Task TensorRt_NoDriver_IsPassedOver()
    {
        Compile("libnvinfer.so.10", "int getInferLibVersion(void) { return 101300; }");

        Assert.Equal("libcuda.so.1 is not there", await ReasonAsync());
    }

    [CompilerFact]
    public async Task TensorRt_NoGpu_IsPassedOver()
    {
        Compile("libnvinfer.so.10", "int getInferLibVersion(void) { return 101300; }");
        Compile("libcuda.so.1", "int cuInit(unsigned flags) { return 100; }"); // CUDA_ERROR_NO_DEVICE

        Assert.Equal("no usable NVIDIA GPU: cuInit gave 100", await ReasonAsync());
    }

    [CompilerFact]
    public async Task TensorRt_EverythingButTheProviderItself_IsPassedOver()
    {
        Compile("libnvinfer.so.10", "int getInferLibVersion(void) { return 101300; }");
        Compile("libcuda.so.1", """
            #include <string.h>
            int cuInit(unsigned flags) { return 0; }
            int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return 0; }
            int cuDeviceGetName(char *name, int length, int device) { strncpy(name, "Stub GPU", length); return 0; }
            int cuDeviceGetAttribute(int *value, int attribute, int device) { *value = 8; return 0; }
            """);

        Assert.Equal("TensorRT execution provider is not enabled in this build", await ReasonAsync("--Detector:Cache=" + _stubs.FullName));
        Assert.Single(_stubs.EnumerateDirectories("*-10.13.0-Stub-GPU-8.8"));
    }

    [Fact]
    public async Task Load_ModelThatOnnxRuntimeRefuses_EndsTheProcessWithASentence()
    {
        var model = _stubs.CreateSubdirectory("broken");
        var manifest = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(await File.ReadAllTextAsync(Path.Combine(Repository.Model, "model.json")))!;
        await File.WriteAllTextAsync(Path.Combine(model.FullName, "nanodet-g.onnx"), "no model");
        manifest["sha256"] = JsonSerializer.SerializeToElement(Vision.Manifests.ModelFile.Digest(Path.Combine(model.FullName, "nanodet-g.onnx")));
        await File.WriteAllTextAsync(Path.Combine(model.FullName, "model.json"), JsonSerializer.Serialize(manifest));
        await using var pod = ServerProcess.Launch(InferencePod.Project, "--Detector:Model=" + model.FullName);

        Assert.Equal(1, await pod.WaitForExitAsync());

        Assert.Contains("The detector cannot be loaded: ONNX Runtime cannot load", pod.Output);
        Assert.DoesNotContain("   at ", pod.Output);
    }

    [Theory]
    [InlineData("--Detector:Model=/nowhere", "Proctoring cannot start. No model manifest at /nowhere/model.json.")]
    [InlineData("--Detector:Providers:0=Ghost", "Detector:Providers names 'Ghost'")]
    [InlineData("--Batching:MaxImages=0", "MaxImages must be between 1 and 1024")]
    [InlineData("--Tls:CertificateFile=/nowhere", "CertificateFile and KeyFile go together.")]
    public async Task Start_BadSetting_IsRefusedAndNamed(string setting, string complaint)
    {
        await using var pod = ServerProcess.Launch(InferencePod.Project, setting);

        Assert.Equal(1, await pod.WaitForExitAsync());
        Assert.Contains(complaint, pod.Output);
        Assert.DoesNotContain("   at ", pod.Output);
    }

    private async Task<string?> ReasonAsync(params string[] settings)
    {
        var environment = new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = _stubs.FullName };
        await using var pod = await ServerProcess.ListenAsync(InferencePod.Project, environment, ["--Detector:Providers:0=TensorRT", "--Detector:Providers:1=CPU", "--Detector:Require:0=TensorRT", .. settings]);
        var description = (await UntilSaidAsync(pod, "required")).GetProperty("description").GetString()!;
        return description[(description.IndexOf("TensorRT: ", StringComparison.Ordinal) + "TensorRT: ".Length)..];
    }

    private static async Task<JsonElement> UntilSaidAsync(ServerProcess pod, string words)
    {
        JsonElement readiness = default;
        await Eventually.TrueAsync(async () => (readiness = await pod.ReadinessAsync()).GetProperty("description").GetString()!.Contains(words, StringComparison.Ordinal), $"readiness says '{words}'");
        return readiness;
    }

    private void Compile(string library, string code)
    {
        var source = Path.Combine(_stubs.FullName, library + ".c");
        File.WriteAllText(source, code);
        using var compiler = Process.Start(CompilerFactAttribute.Compiler, ["-shared", "-fPIC", "-o", Path.Combine(_stubs.FullName, library), source]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        File.Delete(source);
    }

    private sealed class CompilerFactAttribute : FactAttribute
    {
        public const string Compiler = "/usr/bin/gcc";

        public CompilerFactAttribute()
        {
            if (!File.Exists(Compiler)) Skip = $"Needs a C compiler at {Compiler}.";
        }
    }
}
