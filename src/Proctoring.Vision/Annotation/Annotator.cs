using OpenCvSharp;
using Proctoring.Contracts;

namespace Proctoring.Vision.Annotation;

/// <summary>Draws watched detections onto a frame and encodes it.</summary>
internal sealed class Annotator(IEnumerable<string> watched, int quality)
{
    private static readonly Scalar PhoneColour = new(60, 60, 230);
    private static readonly Scalar OtherColour = new(230, 160, 60);
    private static readonly Scalar TextColour = new(255, 255, 255);

    private readonly HashSet<string> _watched = [.. watched];

    /// <summary>What is drawn.</summary>
    public IReadOnlySet<string> Watched => _watched;

    /// <summary>
    /// The frame as a JPEG with a labelled box around each watched object; still gray when there is nothing to draw on a
    /// gray frame. Draws onto <paramref name="pixels"/>.
    /// </summary>
    public PooledBytes Annotate(Mat pixels, IReadOnlyList<Detection> detections)
    {
        if (!AnyWatched(detections)) return JpegEncoder.Encode(pixels, quality);
        using var colour = new Mat();
        var canvas = pixels;
        if (pixels.Channels() == 1)
        {
            Cv2.CvtColor(pixels, colour, ColorConversionCodes.GRAY2BGR);
            canvas = colour;
        }
        foreach (var detection in detections)
        {
            if (_watched.Contains(detection.Label)) Draw(canvas, detection);
        }
        return JpegEncoder.Encode(canvas, quality);
    }

    private bool AnyWatched(IReadOnlyList<Detection> detections)
    {
        for (var i = 0; i < detections.Count; i++)
        {
            if (_watched.Contains(detections[i].Label)) return true;
        }
        return false;
    }

    private static void Draw(Mat canvas, Detection detection)
    {
        var colour = detection.Label == Labels.CellPhone ? PhoneColour : OtherColour;
        var scale = Math.Max(1, canvas.Width / 640.0);
        var thickness = (int)Math.Round(2 * scale);
        var corner = new Point((int)detection.Box.X0, (int)detection.Box.Y0);
        Cv2.Rectangle(canvas, corner, new Point((int)detection.Box.X1, (int)detection.Box.Y1), colour, thickness);

        var text = $"{detection.Label} {detection.Score:P0}";
        var size = Cv2.GetTextSize(text, HersheyFonts.HersheySimplex, 0.5 * scale, 1, out var baseline);
        var height = size.Height + baseline + 4;
        var top = corner.Y >= height ? corner.Y - height : corner.Y;
        var left = Math.Clamp(corner.X, 0, Math.Max(0, canvas.Width - size.Width - 6));
        Cv2.Rectangle(canvas, new Rect(left, top, size.Width + 6, height), colour, -1);
        Cv2.PutText(canvas, text, new Point(left + 3, top + size.Height + 2), HersheyFonts.HersheySimplex, 0.5 * scale, TextColour, 1, LineTypes.AntiAlias);
    }
}
