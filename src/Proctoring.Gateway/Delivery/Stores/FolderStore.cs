using System.Runtime.CompilerServices;

namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>
/// Objects as files below a folder: for one machine, or a volume that all gateways share. An object appears whole or not at all.
/// </summary>
internal sealed class FolderStore(string root) : IObjectStore, IDisposable
{
    private const string Partial = ".partial";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // A file system that hangs holds a thread for each write; the pool's threads are the sockets' too.
    private readonly SemaphoreSlim _writers = new(4);

    public async Task PutAsync(string name, ReadOnlyMemory<byte> content, ObjectHeaders headers, CancellationToken cancellationToken)
    {
        await _writers.WaitAsync(cancellationToken);
        try
        {
            var path = PathOf(name);
            var partial = path + Partial;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly | UnixFileMode.UserExecute);
            await using (var file = new FileStream(partial, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly, Options = FileOptions.Asynchronous, BufferSize = 0 }))
                await file.WriteAsync(content, cancellationToken);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            _writers.Release();
        }
    }

    /// <summary>Opens an object for reading; null when it is not there.</summary>
    /// <param name="name">Checked by the caller: a name and no path.</param>
    public FileStream? Open(string name)
    {
        try
        {
            return new FileStream(PathOf(name), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // Partial files of an earlier run are listed, and swept, like the others.
    public async IAsyncEnumerable<string> ListAsync(string prefix, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // walking is blocking work
        var folder = new DirectoryInfo(Path.Combine(root, prefix));
        if (!folder.Exists) yield break;
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.LastWriteTimeUtc < before.UtcDateTime) yield return Path.GetRelativePath(root, file.FullName);
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        File.Delete(PathOf(name));
        return Task.CompletedTask;
    }

    public void Dispose() => _writers.Dispose();

    private string PathOf(string name) => Path.Combine(root, name);
}
