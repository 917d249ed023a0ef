namespace Proctoring.Testing;

/// <summary>Damages JPEGs the way a hostile or broken sender would. The same seed damages the same way.</summary>
public sealed class Mutator(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A damaged copy; never the same length or content twice in a row, save by chance.</summary>
    public byte[] Mutate(byte[] original)
    {
        var copy = (byte[])original.Clone();
        var rounds = 1 + _random.Next(4);
        for (var i = 0; i < rounds && copy.Length > 0; i++) copy = Once(copy);
        return copy;
    }

    private byte[] Once(byte[] bytes)
    {
        switch (_random.Next(8))
        {
            case 0: // one bit
                bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 1: // one byte, anything
                bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
                return bytes;
            case 2: // cut short
                return bytes[.._random.Next(bytes.Length + 1)];
            case 3: // a stretch taken out
                var from = _random.Next(bytes.Length);
                return [.. bytes[..from], .. bytes[Math.Min(bytes.Length, from + _random.Next(64))..]];
            case 4: // a stretch repeated
                var start = _random.Next(bytes.Length);
                var stretch = bytes[start..Math.Min(bytes.Length, start + _random.Next(64))];
                return [.. bytes[..start], .. stretch, .. stretch, .. bytes[Math.Min(bytes.Length, start + stretch.Length)..]];
            case 5: // a marker where none belongs
                var at = _random.Next(bytes.Length);
                bytes[at] = 0xFF;
                if (at + 1 < bytes.Length) bytes[at + 1] = (byte)(0xC0 + _random.Next(64));
                return bytes;
            case 6: // headers, where lengths and sizes are
                bytes[_random.Next(Math.Min(bytes.Length, 200))] = (byte)_random.Next(256);
                return bytes;
            default: // noise at the end
                var noise = new byte[_random.Next(64)];
                _random.NextBytes(noise);
                return [.. bytes, .. noise];
        }
    }
}
