using System.Security.Cryptography;
using Azure.Storage.Blobs;

namespace Proctoring.Testing.Stores;

/// <summary>Azurite: Azure Blob Storage as Microsoft emulates it.</summary>
public sealed class Azurite : NodeServer
{
    public const string Container = "proctoring";

    private const string Account = "exams";

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    protected override IEnumerable<KeyValuePair<string, string>> Environment => [new("AZURITE_ACCOUNTS", $"{Account}:{_key}")];

    public static async Task<Azurite> StartAsync()
    {
        var server = new Azurite();
        await server.RunAsync();
        return server;
    }

    // It saves what it knows of containers every few seconds, and not when it is killed.
    public override async Task RunAsync()
    {
        await base.RunAsync();
        await new BlobContainerClient(ConnectionString(), Container).CreateIfNotExistsAsync();
    }

    /// <param name="address">Where it is reached, if not directly.</param>
    public string ConnectionString(Uri? address = null) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};BlobEndpoint={(address ?? Address).GetLeftPart(UriPartial.Authority)}/{Account};";

    protected override string[] Command(int port) =>
        [Path.Combine(Packages, "azurite", "dist", "src", "blob", "main.js"), "--blobHost", "127.0.0.1", "--blobPort", $"{port}", "--location", Folder, "--skipApiVersionCheck", "--silent", "--disableTelemetry"];
}
