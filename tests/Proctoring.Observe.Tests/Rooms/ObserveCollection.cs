using Proctoring.Standalone.Tests.Browser;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Proctoring.Observe.Tests.Rooms;

/// <summary>Tests that share one browser, one after the other: some measure time.</summary>
[CollectionDefinition(Name)]
public sealed class ObserveCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Observe";
}
