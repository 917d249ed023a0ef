using OpenCvSharp;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Preprocessing;

/// <summary>Writes a picture into a model's input: bilinear letterbox (half-pixel centres), normalisation and layout in one pass.</summary>
/// <remarks>One a workspace: it keeps row buffers and remembers which bars the tensor already holds. Not for concurrent use.</remarks>
internal sealed class TensorWriter
{
    private readonly ModelInput _input;
    private readonly IInputLayout _layout;
    private readonly ResampleAxis _columns = new();
    private readonly ResampleAxis _rows = new();
    private readonly float[] _resized;
    private float[] _blended = [];
    private Letterbox _barsOf;

    public TensorWriter(ModelInput input)
    {
        _input = input;
        _layout = InputLayout.Of(input);
        _resized = new float[input.Width];
    }

    /// <summary>Fills <paramref name="tensor"/>, one frame's input, from 8-bit gray or BGR pixels.</summary>
    public Letterbox Write(Mat pixels, Span<byte> tensor)
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
    private void PaintBars(Span<byte> tensor, Letterbox box)
    {
        for (var plane = 0; plane < 3; plane++) _layout.Fill(tensor, plane, _input.Letterbox.Fill);
        _barsOf = box;
    }

    private unsafe void BlendRows(Mat pixels, int y, int rowLength)
    {
        var upper = new ReadOnlySpan<byte>((void*)pixels.Ptr(_rows.From[y]), rowLength);
        var lower = new ReadOnlySpan<byte>((void*)pixels.Ptr(_rows.To[y]), rowLength);
        RowBlend.Blend(upper, lower, _rows.Weight[y], _blended.AsSpan(0, rowLength));
    }

    private void WriteRow(Span<byte> tensor, Letterbox box, int y, int channel, int channels)
    {
        var resized = _resized.AsSpan(0, box.Width);
        _columns.Resample(_blended, channel, channels, resized);
        if (channels == 1)
        {
            for (var plane = 0; plane < 3; plane++) _layout.Write(tensor, plane, box.Left, box.Top + y, resized);
        }
        else
        {
            _layout.Write(tensor, _input.Channels == "BGR" ? channel : 2 - channel, box.Left, box.Top + y, resized);
        }
    }
}
