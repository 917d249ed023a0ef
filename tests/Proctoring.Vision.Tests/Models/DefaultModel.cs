using Proctoring.Testing;

namespace Proctoring.Vision.Tests.Models;

/// <summary>The shipped model, loaded and warmed once for every test that needs what it really sees.</summary>
public sealed class DefaultModel : IDisposable
{
    public DefaultModel()
    {
        Detector = Detector.Load(new DetectorOptions { Model = Repository.Model, Concurrency = 3 }, TimeProvider.System);
        Detector.WarmUp();
    }

    public Detector Detector { get; }

    public void Dispose() => Detector.Dispose();
}

/// <summary>Tests on <see cref="DefaultModel"/> take turns, and leave every place free.</summary>
[CollectionDefinition(Name)]
public sealed class DefaultModelCollection : ICollectionFixture<DefaultModel>
{
    public const string Name = "default model";
}
