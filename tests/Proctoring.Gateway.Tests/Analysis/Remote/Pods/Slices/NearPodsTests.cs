using Grpc.Net.Client.Balancer;
using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Gateway.Analysis.Remote.Pods.Slices;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Pods.Slices;

public sealed class NearPodsTests
{
    [Theory]
    [InlineData("a", "a a b b c c", "near near far far far far")]
    [InlineData("b", "a a b b c c", "far far near near far far")]
    [InlineData("a", "a b b b b b", "far of share")] // 1 of 6 in two zones is less than half of its share, 3
    [InlineData("a", "a a b b b b", "near near far far far far")]
    [InlineData("d", "a b c", "far of share")]
    [InlineData("", "a b c", "far of share")]
    [InlineData("a", " ", "far of share")] // the cluster does not say
    public void Addresses_OfAZone_AreNearWhereItHasItsShare(string zone, string zones, string expected)
    {
        SlicePod[] pods = [.. zones.Split(' ').Index().Select(entry => new SlicePod($"10.0.0.{entry.Index}", entry.Item))];
        var near = NearPods.Addresses(pods, 8001, zone).Select(address => NearPods.IsNear(address) ? "near" : "far").ToArray();
        Assert.Equal(expected == "far of share" ? Enumerable.Repeat("near", pods.Length) : expected.Split(' '), near);
    }

    [Fact]
    public void Resolver_DirectoryThatKnows_TellsAddresses()
    {
        var directory = new SliceDirectory();
        directory.Publish([new SlicePod("10.0.0.1", "a"), new SlicePod("10.0.0.2", "b")]);
        var results = new List<ResolverResult>();
        using (var resolver = new SlicePodResolver(directory, 8001, "a"))
        {
            resolver.Start(results.Add);
            directory.Publish([new SlicePod("10.0.0.2", "b")]);
            directory.Publish([new SlicePod("10.0.0.2", "b")]); // no news
            directory.Fail("gone");
        }
        directory.Publish([]);
        Assert.Equal(["10.0.0.1:8001 10.0.0.2:8001", "10.0.0.2:8001"], results.Select(result => string.Join(' ', result.Addresses!.Select(address => address.EndPoint.ToString().Split('/')[^1]))));
    }

    [Fact]
    public void Choose_NearPods_AreAskedFirstAndFarOnesWhileTheyRest()
    {
        var now = DateTimeOffset.UnixEpoch;
        var random = new Random(1);
        Pod[] pods = [new("near-1"), new("near-2"), new("far-1", isNear: false), new("far-2", isNear: false)];
        for (var i = 0; i < 100; i++) Assert.StartsWith("near", PodDraw.Choose(pods, null, null, now, random).Address);
        foreach (var pod in pods[..2]) pod.Rest(now + TimeSpan.FromSeconds(1));
        for (var i = 0; i < 100; i++) Assert.StartsWith("far", PodDraw.Choose(pods, null, null, now, random).Address);
    }
}
