using Proctoring.Gateway.Analysis.Remote.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Pods;

public sealed class PodAddressesTests
{
    [Theory]
    [InlineData("http://10.0.0.1:8001", false, "10.0.0.1:8001", false)]
    [InlineData("http://10.0.0.1:8001, http://pod-b:8002/", false, "10.0.0.1:8001 pod-b:8002", false)]
    [InlineData("https://pod-a:443", false, "pod-a:443", true)]
    [InlineData("https://pod-a:8001", true, "pod-a:8001", true)]
    [InlineData("http://[::1]:8001", false, "::1:8001", false)]
    public void Parse_List_IsEachOfThem(string text, bool usesTls, string pods, bool isSecure)
    {
        var addresses = PodAddresses.Parse(text, usesTls);

        Assert.Null(addresses.Name);
        Assert.Equal(pods, string.Join(' ', addresses.List.Select(pod => $"{pod.EndPoint.Host}:{pod.EndPoint.Port}")));
        Assert.Equal(isSecure, addresses.IsSecure);
    }

    [Theory]
    [InlineData("dns:///proctoring-inference:8001", "proctoring-inference", 8001)]
    [InlineData("dns:///a.b.svc.cluster.local:80", "a.b.svc.cluster.local", 80)]
    public void Parse_Name_IsLookedUp(string text, string name, int port)
    {
        var addresses = PodAddresses.Parse(text, usesTls: true);

        Assert.Equal((name, port, true), (addresses.Name, addresses.Port, addresses.IsSecure));
        Assert.False(PodAddresses.Parse(text, usesTls: false).IsSecure);
    }

    [Theory]
    [InlineData("kubernetes:///proctoring-inference:8001", null, "proctoring-inference", 8001)]
    [InlineData("kubernetes:///exams/proctoring-inference:80", "exams", "proctoring-inference", 80)]
    public void Parse_Service_IsWatched(string text, string? nameSpace, string name, int port)
    {
        var addresses = PodAddresses.Parse(text, usesTls: true);

        Assert.Equal((true, nameSpace, name, port, true), (addresses.IsWatched, addresses.NameSpace, addresses.Name, addresses.Port, addresses.IsSecure));
    }

    [Theory]
    [InlineData("kubernetes:///proctoring-inference", false, "no service with a port")]
    [InlineData("kubernetes:///a/b/c:8001", false, "no service with a port")]
    [InlineData("kubernetes:////c:8001", false, "no service with a port")]
    [InlineData("proctoring-inference:8001", false, "'proctoring-inference:8001' is no pod")]
    [InlineData("http://10.0.0.1", false, "'http://10.0.0.1' is no pod")]
    [InlineData("http://10.0.0.1:8001/v2", false, "'http://10.0.0.1:8001/v2' is no pod")]
    [InlineData("http://10.0.0.1:8001,", false, "'' is no pod")]
    [InlineData("ftp://10.0.0.1:8001", false, "'ftp://10.0.0.1:8001' is no pod")]
    [InlineData("dns:///proctoring-inference", false, "no name with a port")]
    [InlineData("dns:///:8001", false, "no name with a port")]
    [InlineData("dns://server/proctoring-inference:8001", false, "is no pod")]
    [InlineData("http://a:8001,https://b:8001", false, "either http or https")]
    [InlineData("http://a:8001", true, "so the pods are https")]
    public void ProblemOf_AnythingElse_SaysWhatIsWrong(string text, bool usesTls, string problem)
    {
        Assert.Contains(problem, PodAddresses.ProblemOf(text, usesTls));
        Assert.Throws<FormatException>(() => PodAddresses.Parse(text, usesTls));
    }
}
