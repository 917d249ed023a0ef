namespace Proctoring.Testing.Stores;

/// <summary>
/// s3rver, in the fork that checks signatures: a server that speaks the protocol of Amazon S3. Its credentials are S3RVER and S3RVER.
/// </summary>
public sealed class S3rver : NodeServer
{
    public const string Credential = "S3RVER";

    public const string Bucket = "proctoring";

    private bool _checksSignatures;

    /// <param name="checksSignatures">
    /// False to have objects listed: the SDK signs the slash behind the bucket's name, and this server leaves it out.
    /// </param>
    public static async Task<S3rver> StartAsync(bool checksSignatures = true)
    {
        var server = new S3rver { _checksSignatures = checksSignatures };
        await server.RunAsync();
        return server;
    }

    protected override string[] Command(int port) =>
    [
        "-e",
        """
        const [library, directory, port, bucket, checks] = process.argv.slice(1);
        const S3rver = require(library);
        new S3rver({ directory, address: '127.0.0.1', port: Number(port), silent: true, allowMismatchedSignatures: checks === 'False', configureBuckets: [{ name: bucket, configs: [] }] })
          .run()
          .then(({ port }) => console.log('listens on 127.0.0.1:' + port));
        """,
        "--", Path.Combine(Packages, "@20minutes", "s3rver", "lib", "s3rver.js"), Folder, $"{port}", Bucket, $"{_checksSignatures}",
    ];
}
