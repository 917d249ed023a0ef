using System.Numerics.Tensors;
using OpenCvSharp;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Preprocessing;

/// <summary>Writes a picture into a model's input: bilinear letterbox (half-pixel centres), normalisation and NCHW planes in one pass.</summary>
/// <remarks>One a workspace: it keeps row buffers and remembers which bars the tensor already holds. Not for concurrent use.</remarks>
internal sealed class TensorWriter
{
    private readonly ModelInput _input;
    private readonly float[] _scale = new float[3];
    private readonly float[] _bias = new float[3];
    private readonly ResampleAxis _columns = new();
    private readonly ResampleAxis _rows = new();
    private readonly float[] _resized;
    private float[] _blended = [];
    private Letterbox _barsOf;

    public TensorWriter(ModelInput input)
    {
        _input = input;
        _resized = new float[input.Width];
        for (var c = 0; c < 3; c++)
        {
            _scale[c] = 1 / input.Std[c];
            _bias[c] = -input.Mean[c] / input.Std[c];
        }
    }

    /// <summary>Fills <paramref name="tensor"/> (3 × height × width) from 8-bit gray or BGR pixels.</summary>
    public Letterbox Write(Mat pixels, Span<float> tensor)
    {
        var channels = pixels.Channels();
        var box = Letterbox.Fit(pixels.Width, pixels.Height, _input);
        if (box != _barsOf) PaintBars(tensor, box);
        _columns.Prepare(pixels.Width, box.Width);
        _rows.Prepare(pixels.Height, box.Height);
        var rowLength = pixels.Width * channels;
        if (_blended.Length < rowLength) _blended = new float[rowLength];

        for (var y = 0; y < box.Height; y++)
        {
            BlendRows(pixels, y, rowLength);
            for (var channel = 0; channel < channels; channel++)
                WriteRow(tensor, box, y, channel, channels);
        }
        return box;
    }

    // The bars stay as they are until a picture of another shape comes: at 640×480 they are a quarter of the tensor.
    private void PaintBars(Span<float> tensor, Letterbox box)
    {
        var plane = _input.Width * _input.Height;
        for (var c = 0; c < 3; c++)
            tensor.Slice(c * plane, plane).Fill(_input.Letterbox.Fill * _scale[c] + _bias[c]);
        _barsOf = box;
    }

    private unsafe void BlendRows(Mat pixels, int y, int rowLength)
    {
        var upper = new ReadOnlySpan<byte>((void*)pixels.Ptr(_rows.From[y]), rowLength);
        var lower = new ReadOnlySpan<byte>((void*)pixels.Ptr(_rows.To[y]), rowLength);
        RowBlend.Blend(upper, lower, _rows.Weight[y], _blended.AsSpan(0, rowLength));
    }

    private void WriteRow(Span<float> tensor, Letterbox box, int y, int channel, int channels)
    {
        var resized = _resized.AsSpan(0, box.Width);
        _columns.Resample(_blended, channel, channels, resized);
        if (channels == 1)
        {
            for (var c = 0; c < 3; c++) Normalise(tensor, box, y, c, resized);
        }
        else
        {
            Normalise(tensor, box, y, _input.Channels == "BGR" ? channel : 2 - channel, resized);
        }
    }

    private void Normalise(Span<float> tensor, Letterbox box, int y, int plane, ReadOnlySpan<float> row)
    {
        var start = (plane * _input.Height + box.Top + y) * _input.Width + box.Left;
        var target = tensor.Slice(start, box.Width);
        TensorPrimitives.Multiply(row, _scale[plane], target);
        TensorPrimitives.Add(target, _bias[plane], target);
    }
}
