using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Sessions;

/// <summary>Keeps in-memory sessions in a file, so that a restarted process goes on with them. At most a second old; whole on an orderly stop.</summary>
internal sealed partial class SessionFile(
    InMemorySessionStore store, ResumeTokens tokens, TimeProvider time, IOptions<CandidateSessionOptions> options, ILogger<SessionFile> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private long _written;

    private string Path => options.Value.File;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Path.Length > 0 && File.Exists(Path)) await RestoreAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (Path.Length > 0) await WriteAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Path.Length == 0) return;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (store.Version != _written) await WriteAsync(stoppingToken);
        }
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(Path);
            if (await JsonSerializer.DeserializeAsync(stream, SessionFileJson.Default.Content, cancellationToken) is not { } content) return;
            tokens.Replace(content.Key, keepEarlier: false);
            store.Restore(content.Sessions);
            LogRestored(content.Sessions.Count, Path);
        }
        catch (JsonException e)
        {
            LogUnreadable(Path, e);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var version = store.Version;
        var partial = Path + ".partial";
        try
        {
            await using (var stream = new FileStream(partial, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
                await JsonSerializer.SerializeAsync(stream, new Content(tokens.Key, store.Snapshot()), SessionFileJson.Default.Content, cancellationToken);
            File.Move(partial, Path, overwrite: true);
            _written = version;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(Path, e);
        }
    }

    internal sealed record Content(byte[] Key, IReadOnlyList<StoredSession> Sessions);

    [LoggerMessage(1101, LogLevel.Information, "{Count} sessions of an earlier run were restored from {File}.")]
    private partial void LogRestored(int count, string file);

    [LoggerMessage(1102, LogLevel.Warning, "The session file {File} cannot be read; sessions of an earlier run cannot be resumed.")]
    private partial void LogUnreadable(string file, Exception exception);

    [LoggerMessage(1103, LogLevel.Error, "The session file {File} cannot be written; a restart would lose sessions.")]
    private partial void LogUnwritable(string file, Exception exception);
}

[JsonSerializable(typeof(SessionFile.Content))]
internal sealed partial class SessionFileJson : JsonSerializerContext;
