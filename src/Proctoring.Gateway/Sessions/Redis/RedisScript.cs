using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>A script that Redis runs as one step. Called by its digest; a server that does not know it yet is told it whole.</summary>
internal sealed class RedisScript
{
    public static readonly RedisScript Take = new("take");
    public static readonly RedisScript Write = new("write");
    public static readonly RedisScript Key = new("key");
    public static readonly RedisScript Dismiss = new("dismiss");
    public static readonly RedisScript Incident = new("incident");
    public static readonly RedisScript Evidence = new("evidence");
    public static readonly RedisScript Review = new("review");
    public static readonly RedisScript Hold = new("hold");
    public static readonly RedisScript Remove = new("remove");
    public static readonly RedisScript Note = new("note");
    public static readonly RedisScript Erase = new("erase");
    public static readonly RedisScript Room = new("room", operation: "publish");
    public static readonly RedisScript RoomForget = new("roomforget", operation: "forget");
    public static readonly RedisScript HookClaim = new("hookclaim", operation: "take");
    public static readonly RedisScript HookSettle = new("hooksettle", operation: "write");
    public static readonly RedisScript HookReplay = new("hookreplay", operation: "write");
    public static readonly RedisScript HookForget = new("hookforget", operation: "forget");

    private readonly string _text;
    private readonly byte[] _digest;

    /// <param name="operation">What metrics count it as; null for the file's name.</param>
    private RedisScript(string file, string? operation = null)
    {
        Name = operation ?? file;
        using var resource = typeof(RedisScript).Assembly.GetManifestResourceStream($"redis/{file}.lua")!;
        using var reader = new StreamReader(resource);
        _text = reader.ReadToEnd();
#pragma warning disable CA5350 // Redis names scripts by SHA-1; nothing depends on its strength
        _digest = SHA1.HashData(Encoding.UTF8.GetBytes(_text));
#pragma warning restore CA5350
    }

    public string Name { get; }

    public Task<RedisReply> RunAsync(IDatabaseAsync database, RedisKey key, params RedisValue[] arguments) => RunAsync(database, [key], arguments);

    /// <param name="keys">All that the script touches; on one slot.</param>
    public async Task<RedisReply> RunAsync(IDatabaseAsync database, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return Read(await database.ScriptEvaluateAsync(_digest, keys, arguments, CommandFlags.DemandMaster));
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return Read(await database.ExecuteAsync("EVAL", [_text, keys.Length, .. keys, .. arguments], CommandFlags.DemandMaster));
        }
    }

    private static RedisReply Read(RedisResult result) => new((RedisResult[])result!);
}
