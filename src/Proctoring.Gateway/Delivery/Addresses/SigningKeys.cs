using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Delivery.Addresses;

/// <summary>
/// The keys of addresses: the first signs, all are believed. From settings, or from a file that somebody renews, looked at when a
/// key is needed, at most every 30 s. Without either a random one, which nobody else knows.
/// </summary>
internal sealed class SigningKeys
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _reading = new();
    private IReadOnlyList<SigningKey> _current;
    private string _text = "";
    private long _lookedAt;

    public SigningKeys(IOptions<DeliveryOptions> options, TimeProvider time, ILogger<SigningKeys> logger)
    {
        (_file, _time, _logger, _lookedAt) = (options.Value.Signing.KeyFile, time, logger, time.GetTimestamp());
        if (_file.Length > 0) _current = Read(_text = File.ReadAllText(_file));
        else if (options.Value.Signing.Keys.Count > 0) _current = Read(string.Join('\n', options.Value.Signing.Keys));
        else _current = [SigningKey.Random()];
    }

    /// <summary>One at least.</summary>
    public IReadOnlyList<SigningKey> Current
    {
        get
        {
            if (_file.Length == 0) return _current;
            lock (_reading)
            {
                if (_time.GetElapsedTime(_lookedAt) < Interval) return _current;
                _lookedAt = _time.GetTimestamp();
                return _current = Renewed();
            }
        }
    }

    public SigningKey? Find(string id)
    {
        foreach (var key in Current)
        {
            if (key.Id == id) return key;
        }
        return null;
    }

    /// <summary>Reads keys, one a line; empty lines and lines that begin with # mean nothing.</summary>
    /// <exception cref="FormatException">A line is no key, or there is none.</exception>
    public static IReadOnlyList<SigningKey> Read(string text)
    {
        var keys = new List<SigningKey>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#') continue;
            if (!SigningKey.TryParse(line, out var key)) throw new FormatException($"Signing key {keys.Count + 1} is not of the form id:base64 with 32 bytes or more.");
            keys.Add(key!);
        }
        if (keys.Count == 0) throw new FormatException("There is no signing key.");
        if (keys.DistinctBy(key => key.Id).Count() < keys.Count) throw new FormatException("Two signing keys have the same id.");
        return keys;
    }

    private IReadOnlyList<SigningKey> Renewed()
    {
        try
        {
            var text = File.ReadAllText(_file);
            if (text == _text) return _current;
            var renewed = Read(text);
            _text = text;
            Log.KeysRead(_logger, renewed.Count, renewed[0].Id);
            return renewed;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            Log.KeysUnusable(_logger, e); // half written, perhaps: the next look may find them whole
            return _current;
        }
    }
}
