using System.Buffers.Binary;
using System.Text;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Gateway.Analysis.Remote.Wire;

/// <summary>Where in a ModelInferResponse the parts lie that a frame needs. Valid as long as the message's bytes are.</summary>
internal ref struct DetectorResponse
{
    private const int ParametersField = 4;
    private const int OutputsField = 5;
    private const int RawOutputField = 6;
    private const int NameField = 1;
    private const int ContentsField = 5;
    private const int FloatContentsField = 6;
    private const int BytesContentsField = 8;
    private static readonly byte[] DetectionsName = Encoding.UTF8.GetBytes(DetectorContract.Detections);
    private static readonly byte[] AnnotatedName = Encoding.UTF8.GetBytes(DetectorContract.Annotated);

    private int _detectionsAt;
    private int _annotatedAt;

    /// <summary>Rows of <see cref="DetectorContract.Detections"/>: floats, little-endian.</summary>
    public ReadOnlySpan<byte> Rows { get; private set; }

    /// <summary>Whether the detections are there at all; they may well be empty.</summary>
    public bool HasRows { get; private set; }

    /// <summary>The annotated JPEG; empty for none.</summary>
    public ReadOnlySpan<byte> Picture { get; private set; }

    public DetectorTells Tells { get; private set; }

    /// <exception cref="InvalidDataException">It is broken.</exception>
    public static DetectorResponse Parse(ReadOnlySpan<byte> message)
    {
        var response = new DetectorResponse { _detectionsAt = -1, _annotatedAt = -1 };
        response.FindOutputs(message);
        response.FindRawContents(message); // afterwards, because a message's fields may come in any order
        return response;
    }

    private void FindOutputs(ReadOnlySpan<byte> message)
    {
        var tells = new DetectorTells();
        var reader = new ProtoReader(message);
        for (var output = 0; reader.TryReadField(out var field);)
        {
            if (field == ParametersField) tells.Take(reader.ReadBytes());
            else if (field == OutputsField) TakeOutput(reader.ReadBytes(), output++);
            else reader.Skip();
        }
        Tells = tells;
    }

    private void TakeOutput(ReadOnlySpan<byte> tensor, int at)
    {
        ReadOnlySpan<byte> name = default, contents = default;
        var reader = new ProtoReader(tensor);
        while (reader.TryReadField(out var field))
        {
            if (field == NameField) name = reader.ReadBytes();
            else if (field == ContentsField) contents = reader.ReadBytes();
            else reader.Skip();
        }
        if (name.SequenceEqual(DetectionsName))
        {
            _detectionsAt = at;
            if (TryFind(contents, FloatContentsField, out var rows)) TakeRows(rows);
        }
        else if (name.SequenceEqual(AnnotatedName))
        {
            _annotatedAt = at;
            if (TryFind(contents, BytesContentsField, out var picture)) Picture = picture;
        }
    }

    private void FindRawContents(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        for (var at = 0; reader.TryReadField(out var field);)
        {
            if (field != RawOutputField)
            {
                reader.Skip();
                continue;
            }
            var raw = reader.ReadBytes();
            if (at == _detectionsAt) TakeRows(raw);
            else if (at == _annotatedAt) Picture = FirstElement(raw);
            at++;
        }
    }

    private void TakeRows(ReadOnlySpan<byte> rows)
    {
        Rows = rows;
        HasRows = true;
    }

    // Packed floats are the same bytes as a raw tensor.
    private static bool TryFind(ReadOnlySpan<byte> message, int wanted, out ReadOnlySpan<byte> value)
    {
        var reader = new ProtoReader(message);
        while (reader.TryReadField(out var field))
        {
            if (field == wanted)
            {
                value = reader.ReadBytes();
                return true;
            }
            reader.Skip();
        }
        value = default;
        return false;
    }

    private static ReadOnlySpan<byte> FirstElement(ReadOnlySpan<byte> raw)
    {
        if (raw.Length < RawBytes.PrefixLength) return default;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(raw);
        if (length > raw.Length - RawBytes.PrefixLength) throw new InvalidDataException("The annotated picture is broken off.");
        return raw.Slice(RawBytes.PrefixLength, (int)length);
    }
}
