using Proctoring.Testing.Stores;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>A store behind a gateway, and the settings that say so.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly DirectoryInfo? _folder;

    // The SDK looks for its credentials in the environment.
    static TestStore()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", S3rver.Credential);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", S3rver.Credential);
    }

    private TestStore(NodeServer server) => Server = server;

    private TestStore(DirectoryInfo folder) => _folder = folder;

    /// <summary>The server; null for a folder.</summary>
    public NodeServer? Server { get; }

    public string Folder => _folder!.FullName;

    /// <param name="lists">Whether what it holds is listed.</param>
    public static async Task<TestStore> StartAsync(string kind, bool lists = false) => kind switch
    {
        "azure" => new TestStore(await Azurite.StartAsync()),
        "s3" => new TestStore(await S3rver.StartAsync(checksSignatures: !lists)),
        _ => new TestStore(Directory.CreateTempSubdirectory("pictures-")),
    };

    /// <param name="address">Where the store is reached, if not directly.</param>
    public (string Key, string Value)[] Settings(Uri? address = null) => Server switch
    {
        Azurite azurite => [("Delivery:Store", "Azure"), ("Delivery:Azure:ConnectionString", azurite.ConnectionString(address))],
        S3rver s3 => [("Delivery:Store", "S3"), ("Delivery:S3:Service", (address ?? s3.Address).ToString()), ("Delivery:S3:Bucket", S3rver.Bucket), ("Delivery:S3:PathStyle", "true")],
        _ => [("Delivery:Store", "Folder"), ("Delivery:Folder", Folder)],
    };

    public async ValueTask DisposeAsync()
    {
        if (Server is not null) await Server.DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
