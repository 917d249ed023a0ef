using Proctoring.Vision.Providers;

namespace Proctoring.Vision.Tests.Providers;

public sealed class ProviderProofTests : IDisposable
{
    private readonly string _profile = Path.GetTempFileName();

    public void Dispose() => File.Delete(_profile);

    [Fact]
    public void Read_NodesOnTwoProviders_GivesSharesOfNodesAndTime()
    {
        File.WriteAllText(_profile, """
            [
              {"cat":"Session","name":"model_loading_uri","dur":5000,"args":{}},
              {"cat":"Node","name":"Conv_kernel_time","dur":600,"args":{"provider":"CUDAExecutionProvider","op_name":"Conv"}},
              {"cat":"Node","name":"Conv_fence_before","dur":1,"args":{"op_name":"Conv"}},
              {"cat":"Node","name":"Relu_kernel_time","dur":300,"args":{"provider":"CUDAExecutionProvider","op_name":"Relu"}},
              {"cat":"Node","name":"Shape_kernel_time","dur":100,"args":{"provider":"CPUExecutionProvider","op_name":"Shape"}}
            ]
            """);

        var proof = ProviderProof.Read(_profile, "CUDAExecutionProvider");

        Assert.Equal(2 / 3.0, proof.NodeShare, 1e-9);
        Assert.Equal(0.9, proof.TimeShare, 1e-9);
        Assert.Equal(0, ProviderProof.Read(_profile, "TensorrtExecutionProvider").TimeShare);
    }

    [Fact]
    public void Read_NoNodes_ProvesNothing()
    {
        File.WriteAllText(_profile, """[{"cat":"Session","name":"session_initialization","dur":5}]""");

        Assert.Equal(default, ProviderProof.Read(_profile, "CPUExecutionProvider"));
    }

    [Fact]
    public void Read_NodesTooQuickToTime_CountsThem()
    {
        File.WriteAllText(_profile, """[{"cat":"Node","dur":0,"args":{"provider":"CPUExecutionProvider"}}]""");

        Assert.Equal(new ProviderProof(1, 1), ProviderProof.Read(_profile, "CPUExecutionProvider"));
    }
}
