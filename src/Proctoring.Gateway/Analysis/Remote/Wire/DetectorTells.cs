using System.Text;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Gateway.Analysis.Remote.Wire;

/// <summary>A response's parameters. Servers that are not ours send none of them.</summary>
internal ref struct DetectorTells
{
    private const int KeyField = 1;
    private const int ValueField = 2;
    private static readonly byte[] ProviderKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.Provider);
    private static readonly byte[] NetworkKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.Network);
    private static readonly byte[] LabelsKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.Labels);
    private static readonly byte[] WaitKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.Wait);
    private static readonly byte[] DecodeKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.Decode);
    private static readonly byte[] InferKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.Infer);
    private static readonly byte[] PostKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.Post);
    private static readonly byte[] AnnotateKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.Annotate);

    private static readonly byte[] DrawnKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.Drawn);
    private static readonly byte[] PhoneScoreKey = Encoding.UTF8.GetBytes(DetectorContract.Tells.PhoneScore);

    private TimeSpan _wait;
    private TimeSpan _decode;
    private TimeSpan? _infer;
    private TimeSpan _post;
    private TimeSpan _annotate;

    /// <summary>Empty where it was not told.</summary>
    public ReadOnlySpan<byte> Provider { get; private set; }

    /// <summary>Empty where it was not told.</summary>
    public ReadOnlySpan<byte> Network { get; private set; }

    /// <summary>A line each, <c>67:cell phone</c>.</summary>
    public ReadOnlySpan<byte> Labels { get; private set; }

    /// <summary>What the picture shows; null where it was not told.</summary>
    public long? Drawn { get; private set; }

    /// <summary>Best score of a phone, 0–1; 0 where it was not told.</summary>
    public float PhoneScore { get; private set; }

    /// <param name="whole">The whole call: the model's time where no better is told.</param>
    public readonly StageTimes Times(TimeSpan whole) => new(_wait, _decode, _infer ?? whole, _post, _annotate);

    /// <param name="entry">One entry of the map.</param>
    public void Take(ReadOnlySpan<byte> entry)
    {
        ReadOnlySpan<byte> key = default, value = default;
        var reader = new ProtoReader(entry);
        while (reader.TryReadField(out var field))
        {
            if (field == KeyField) key = reader.ReadBytes();
            else if (field == ValueField) value = reader.ReadBytes();
            else reader.Skip();
        }
        if (key.SequenceEqual(WaitKey)) _wait = TimeOf(value);
        else if (key.SequenceEqual(DecodeKey)) _decode = TimeOf(value);
        else if (key.SequenceEqual(InferKey)) _infer = TimeOf(value);
        else if (key.SequenceEqual(PostKey)) _post = TimeOf(value);
        else if (key.SequenceEqual(AnnotateKey)) _annotate = TimeOf(value);
        else if (key.SequenceEqual(DrawnKey)) Drawn = NumberOf(value);
        else if (key.SequenceEqual(PhoneScoreKey)) PhoneScore = ScoreOf(value);
        else if (key.SequenceEqual(ProviderKey)) Provider = TextOf(value);
        else if (key.SequenceEqual(NetworkKey)) Network = TextOf(value);
        else if (key.SequenceEqual(LabelsKey)) Labels = TextOf(value);
    }

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> parameter)
    {
        ReadOnlySpan<byte> text = default;
        var reader = new ProtoReader(parameter);
        while (reader.TryReadField(out var field))
        {
            if (field == 3) text = reader.ReadBytes();
            else reader.Skip();
        }
        return text;
    }

    private static TimeSpan TimeOf(ReadOnlySpan<byte> parameter) => TimeSpan.FromMicroseconds(Math.Clamp(NumberOf(parameter), 0, 60_000_000));

    private static float ScoreOf(ReadOnlySpan<byte> parameter)
    {
        var score = 0.0;
        var reader = new ProtoReader(parameter);
        while (reader.TryReadField(out var field))
        {
            if (field == 4) score = reader.ReadDouble();
            else reader.Skip();
        }
        return score is > 0 and <= 1 ? (float)score : 0;
    }

    private static long NumberOf(ReadOnlySpan<byte> parameter)
    {
        long number = 0;
        var reader = new ProtoReader(parameter);
        while (reader.TryReadField(out var field))
        {
            if (field is 2 or 5) number = reader.ReadInteger();
            else if (field == 4) number = (long)reader.ReadDouble();
            else reader.Skip();
        }
        return number;
    }
}
