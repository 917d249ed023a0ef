using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Proctoring.Models.Commands;
using Proctoring.Models.Tests.Accuracy;
using Proctoring.Testing;

namespace Proctoring.Models.Tests.Commands;

public sealed class PrebuildCommandTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task Prebuild_WithACache_BuildsAndSaysWhatRan()
    {
        Assert.Equal(0, await RunAsync(("Detector:Cache", _cache.Path)));

        Assert.Contains("TensorRT is passed over:", _output.ToString());
        Assert.Contains("is built for batches of 1 after", _output.ToString());
    }

    [Fact]
    public async Task Prebuild_WithoutACache_SaysWhatToSet()
    {
        Assert.Equal(1, await RunAsync());

        Assert.Contains("set Detector__Cache to a folder", _error.ToString());
    }

    [Fact]
    public async Task Prebuild_RequiredProviderIsNotThere_Fails()
    {
        Assert.Equal(1, await RunAsync(("Detector:Cache", _cache.Path), ("Detector:Require:0", "TensorRT")));

        Assert.Contains("TensorRT is required and CPU runs; TensorRT: libnvinfer.so.10 is not there.", _error.ToString());
    }

    private Task<int> RunAsync(params (string Key, string Value)[] settings) => new RootCommand { PrebuildCommand.Create(TimeProvider.System, Configuration(settings)) }
        .Parse(["prebuild", "--models", Path.Combine(Repository.Root, "models"), "nanodet-g"])
        .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _error });

    private static IConfigurationRoot Configuration((string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
}
