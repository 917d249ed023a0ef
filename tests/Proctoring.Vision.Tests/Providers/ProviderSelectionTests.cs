using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Providers;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Providers;

public sealed class ProviderSelectionTests
{
    private const string NoCuda = "CUDA execution provider is not enabled in this build";

    [Fact]
    public void Load_DefaultList_RunsOnTheProcessorAndSaysWhyTheOthersDoNot()
    {
        using var detector = TinyModel.Load();

        Assert.Equal(("CPU", 1.0, 1.0), (detector.Report.Provider, detector.Report.NodeShare, detector.Report.TimeShare));
        Assert.Equal(["TensorRT", "CUDA", "OpenVINO"], detector.Report.PassedOver.Select(p => p.Provider));
        Assert.Equal("libnvinfer.so.10 is not there", detector.Report.PassedOver[0].Reason);
        Assert.Equal(NoCuda, detector.Report.PassedOver[1].Reason);
        Assert.Contains("OpenVINO", detector.Report.PassedOver[2].Reason);
        Assert.Null(detector.Report.Missing);
        Assert.Contains("CUDA was passed over: CUDA execution", detector.Report.ToString());
    }

    [Fact]
    public void Load_EachStep_IsSaid()
    {
        List<string> said = [];
        using var model = new TinyModel();
        using var detector = Detector.Load(new DetectorOptions { Model = model.Folder, Providers = { "CUDA", "CPU" } }, TimeProvider.System, said.Add);

        Assert.Equal(["Trying CUDA", $"CUDA is passed over: {NoCuda}", "Trying CPU"], said);
    }

    [Fact]
    public void Load_RequiredProviderDoesNotRun_ReportsWhy()
    {
        using var detector = TinyModel.Load(options: new DetectorOptions { Providers = { "CUDA", "CPU" }, Require = { "CUDA" } });

        Assert.Equal("CPU", detector.Identity.Provider);
        Assert.Equal($"CUDA is required and CPU runs; CUDA: {NoCuda}", detector.Report.Missing);
    }

    [Fact]
    public void Load_NoProviderLeft_IsRefusedWithEveryReason()
    {
        var error = Assert.Throws<ModelException>(() => TinyModel.Load(options: new DetectorOptions { Providers = { "TensorRT", "CUDA" } }));

        Assert.Contains($"TensorRT: libnvinfer.so.10 is not there; CUDA: {NoCuda}", error.Message);
    }

    [Theory]
    [InlineData("Ghost", "none of TensorRT, CUDA, OpenVINO, CPU and not set up in Detector:Plugins")]
    [InlineData("Bare", "Detector:Plugins:Bare needs a Library and a RuntimeName")]
    public void Load_UnknownProvider_IsRefusedAndNamed(string name, string complaint)
    {
        var options = new DetectorOptions { Providers = { name }, Plugins = { ["Bare"] = new PluginOptions { Library = "x.so" } } };

        Assert.Contains(complaint, Assert.Throws<ModelException>(() => TinyModel.Load(options: options)).Message);
    }

    [Fact]
    public void Load_RequirementOutsideTheList_IsRefused()
    {
        var options = new DetectorOptions { Providers = { "CPU" }, Require = { "CUDA" } };

        Assert.Contains("Detector:Require names 'CUDA'", Assert.Throws<ModelException>(() => TinyModel.Load(options: options)).Message);
    }

    public static TheoryData<string, string> BrokenLibraries => new()
    {
        { "absent.so", "there is no library at" },
        { "text.so", "cannot be registered" }, // no library at all
        { "libm.so.6", "cannot be registered" }, // a library, but no provider
    };

    [Theory]
    [MemberData(nameof(BrokenLibraries))]
    public void Load_PluginThatIsNone_IsPassedOverWithTheReason(string file, string reason)
    {
        using var model = new TinyModel();
        var path = Path.Combine(model.Folder, file);
        if (file == "text.so") File.WriteAllText(path, "no library");
        if (file == "libm.so.6") File.Copy("/lib/x86_64-linux-gnu/libm.so.6", path);
        var plugin = new PluginOptions { Library = path, RuntimeName = "Broken" + file };
        using var detector = Detector.Load(new DetectorOptions { Model = model.Folder, Providers = { "Mine", "CPU" }, Plugins = { ["Mine"] = plugin } }, TimeProvider.System);

        Assert.Equal("CPU", detector.Identity.Provider);
        Assert.Contains(reason, Assert.Single(detector.Report.PassedOver).Reason);
    }

    [OpenVinoFact]
    public async Task Load_OpenVinoPlugin_RunsEveryNodeAndSeesTheSame()
    {
        using var cpu = Detector.Load(new DetectorOptions { Model = Repository.Model, Providers = { "CPU" } }, TimeProvider.System);
        using var openVino = Detector.Load(OpenVino("CPU"), TimeProvider.System);
        openVino.WarmUp();

        Assert.Equal(("OpenVINO", 1.0, 1.0), (openVino.Report.Provider, openVino.Report.NodeShare, openVino.Report.TimeShare));
        Detections.AssertSame(await SeeAsync(cpu), await SeeAsync(openVino), score: 0.01f, pixels: 1);
    }

    [OpenVinoFact]
    public void Load_OpenVinoWithoutSuchADevice_IsPassedOverWithWhatThereIs()
    {
        using var detector = Detector.Load(OpenVino("NPU"), TimeProvider.System);

        var reason = Assert.Single(detector.Report.PassedOver).Reason;
        Assert.Contains("offers no device with ov_device NPU on this machine", reason);
        Assert.Contains("it offers CPU with ov_device CPU", reason);
    }

    [OpenVinoFact]
    public void Load_OpenVinoWithAnUnknownProperty_IsPassedOverAndNamesIt()
    {
        var options = OpenVino("CPU");
        options.OpenVino.Properties["NUM_RIVERS"] = "2";
        using var detector = Detector.Load(options, TimeProvider.System);

        Assert.Contains("NUM_RIVERS", Assert.Single(detector.Report.PassedOver).Reason);
    }

    private static DetectorOptions OpenVino(string device) => new()
    {
        Model = Repository.Model,
        Providers = { "OpenVINO", "CPU" },
        OpenVino = { Library = OpenVinoPlugin.Library, Device = device },
    };

    private static async Task<IReadOnlyList<Detection>> SeeAsync(Detector detector)
    {
        using var turn = await detector.EnterAsync(CancellationToken.None);
        using var frame = turn.Analyze(Scene.Jpeg(Scene.HeldUp), AnalysisRequest.Proctoring);
        return frame.Detections;
    }
}
