using Proctoring.Standalone.Tests.Browser;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Proctoring.Standalone.Tests.Hosting;

/// <summary>Tests that share one server and one browser, one after the other: they measure time.</summary>
[CollectionDefinition(Name)]
public sealed class StandaloneCollection : ICollectionFixture<StandaloneServer>, ICollectionFixture<Chromium>
{
    public const string Name = "Standalone";
}
