using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Providers;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Providers;

public sealed class EngineCacheTests : IDisposable
{
    private readonly TinyModel _model = new();
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("proctoring-engines-");
    private readonly List<string> _complaints = [];

    public void Dispose()
    {
        _model.Dispose();
        _root.Delete(recursive: true);
    }

    [Fact]
    public void Open_Folder_NamesModelRuntimeTensorRtAndGpu()
    {
        var file = File();

        var folder = Cache().Open(file)!;

        Assert.Equal($"{file.Manifest.Sha256[..16]}-{OrtEnv.Instance().GetVersionString()}-10.13.0-NVIDIA-L4-8.9", Path.GetFileName(folder));
        Assert.True(Directory.Exists(folder));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.Empty(_complaints);
    }

    [Fact]
    public void Open_NoRoot_IsNoCacheButStillAsksForTheGpu()
    {
        Assert.Null(new EngineCache(null, () => new NvidiaFacts("10.13.0", "GPU"), _complaints.Add).Open(File()));
        Assert.Throws<ProviderUnavailableException>(() => new EngineCache(null, () => throw new ProviderUnavailableException("no GPU"), _complaints.Add).Open(File()));
    }

    [Fact]
    public void Open_RootThatIsAFile_GoesOnWithoutACacheAndSaysSo()
    {
        var root = Path.Combine(_root.FullName, "file");
        System.IO.File.WriteAllText(root, "");

        Assert.Null(new EngineCache(root, () => new NvidiaFacts("10.13.0", "GPU"), _complaints.Add).Open(File()));
        Assert.Contains("cannot be written to", Assert.Single(_complaints));
    }

    [Fact]
    public void Open_VolumeNearlyFull_GoesOnWithoutACacheButReadsWhatIsThere()
    {
        var cache = Cache(free: 100 << 20);

        Assert.Null(cache.Open(File()));
        Assert.Contains("100 MiB left", Assert.Single(_complaints));

        System.IO.File.WriteAllText(Path.Combine(_root.EnumerateDirectories().Single().FullName, "engine"), "");
        Assert.NotNull(cache.Open(File()));
    }

    [Fact]
    public void Clear_EnginesThatCannotBeRead_ThrowsThemAwayOnce()
    {
        var cache = Cache();
        var engine = Path.Combine(cache.Open(File())!, "engine");
        Assert.False(cache.Clear()); // nothing there: something else is wrong
        System.IO.File.WriteAllText(engine, "corrupt");

        Assert.True(cache.Clear());
        Assert.False(System.IO.File.Exists(engine));
        cache.Open(File());
        System.IO.File.WriteAllText(engine, "corrupt again");
        Assert.False(cache.Clear());
    }

    [Fact]
    public void ToRuntime_BatchSizes_BecomeOneProfile()
    {
        var provider = new TensorRtProvider(new TensorRtOptions { Options = { ["trt_cuda_graph_enable"] = "1" } }, new CudaProvider(new CudaOptions()), Cache());

        var options = provider.ToRuntime(new SessionPlan(File(), 2, 2, false, [1, 4, 16]), "/cache");

        Assert.Equal("picture:1x3x32x32", options["trt_profile_min_shapes"]);
        Assert.Equal("picture:4x3x32x32", options["trt_profile_opt_shapes"]);
        Assert.Equal("picture:16x3x32x32", options["trt_profile_max_shapes"]);
        Assert.Equal(("1", "/cache", "1", "1"), (options["trt_engine_cache_enable"], options["trt_timing_cache_path"], options["trt_fp16_enable"], options["trt_cuda_graph_enable"]));
        Assert.DoesNotContain("trt_engine_cache_enable", provider.ToRuntime(new SessionPlan(File(), 2, 2, false, [1]), null).Keys);
    }

    [Fact]
    public void ToRuntime_PixelsFirst_HasTheShapeTheModelTakes()
    {
        _model.Manifest["input"]!["layout"] = "NHWC";
        _model.Save();
        var provider = new TensorRtProvider(new TensorRtOptions(), new CudaProvider(new CudaOptions()), Cache());

        Assert.Equal("picture:2x32x32x3", provider.ToRuntime(new SessionPlan(File(), 2, 2, false, [2]), null)["trt_profile_max_shapes"]);
    }

    private ModelFile File() => ModelFile.Verify(_model.Folder);

    private EngineCache Cache(long free = 10L << 30) => new(_root.FullName, () => new NvidiaFacts("10.13.0", "NVIDIA-L4-8.9"), _complaints.Add, _ => free);
}
