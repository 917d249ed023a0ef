using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Conversion.Tfjs;

/// <summary>
/// Reads the weights of a TensorFlow.js model: in each group the files follow one another without a seam, and so do the little-endian tensors in them.
/// </summary>
internal static class WeightsReader
{
    public static IReadOnlyDictionary<string, Constant> Read(JsonElement manifest, Func<string, byte[]> open)
    {
        var constants = new Dictionary<string, Constant>(StringComparer.Ordinal);
        foreach (var group in manifest.EnumerateArray())
        {
            byte[] bytes = [.. group.GetProperty("paths").EnumerateArray().SelectMany(p => open(p.GetString()!))];
            var rest = bytes.AsSpan();
            foreach (var entry in group.GetProperty("weights").EnumerateArray())
            {
                var constant = ReadOne(entry, ref rest);
                constants.Add(constant.Name, constant);
            }
            if (!rest.IsEmpty) throw new ModelException($"The weight files hold {rest.Length} bytes more than their tensors need.");
        }
        return constants;
    }

    private static Constant ReadOne(JsonElement entry, ref Span<byte> rest)
    {
        var name = entry.GetProperty("name").GetString()!;
        int[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(GraphNumber.Read)];
        if (shape.Any(size => size < 0)) throw new ModelException($"The weight '{name}' has a negative size.");
        var count = shape.Aggregate(1, (product, size) => checked(product * size));
        switch (StoredAs(entry))
        {
            case "float16":
                return Constant.Of(name, shape, Halves(Take(ref rest, name, checked(count * 2))));
            case "float32":
                return Constant.Of(name, shape, MemoryMarshal.Cast<byte, float>(Take(ref rest, name, checked(count * 4))).ToArray());
            case "int32":
                return Constant.Of(name, shape, MemoryMarshal.Cast<byte, int>(Take(ref rest, name, checked(count * 4))).ToArray());
            case var other:
                throw new ModelException($"The weight '{name}' is stored as {other}; float32, float16 and int32 can be read.");
        }
    }

    private static string StoredAs(JsonElement entry) =>
        (entry.TryGetProperty("quantization", out var quantised) ? quantised : entry).GetProperty("dtype").GetString()!;

    private static Span<byte> Take(ref Span<byte> rest, string name, int sizeInBytes)
    {
        if (rest.Length < sizeInBytes)
            throw new ModelException($"The weight files end inside '{name}': it needs {sizeInBytes} bytes and {rest.Length} are left.");
        var taken = rest[..sizeInBytes];
        rest = rest[sizeInBytes..];
        return taken;
    }

    private static float[] Halves(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / 2];
        for (var i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
        return values;
    }
}
