using OpenCvSharp;

namespace Proctoring.Testing;

/// <summary>A dark rounded body, a dim screen with a row of icons and a round button, upright or turned, and the hand that holds it.</summary>
internal static class PhoneDrawing
{
    private const double Aspect = 1.91;

    private static readonly Scalar Skin = new(155, 162, 175);

    public static void Draw(Mat scene, Phone phone)
    {
        var canvas = (int)(phone.Width * 2.8);
        using var sprite = new Mat(canvas, canvas, MatType.CV_8UC3, Scalar.Black);
        using var mask = new Mat(canvas, canvas, MatType.CV_8UC1, Scalar.Black);
        DrawUpright(sprite, mask, phone.Width, canvas / 2.0);
        using var turn = Cv2.GetRotationMatrix2D(new Point2f(canvas / 2f, canvas / 2f), -phone.Angle, 1);
        Cv2.WarpAffine(sprite, sprite, turn, sprite.Size());
        Cv2.WarpAffine(mask, mask, turn, mask.Size());
        Paste(scene, sprite, mask, (int)(phone.X - canvas / 2.0), (int)(phone.Y - canvas / 2.0));
    }

    /// <summary>Thumb and fingertips at the sides, the wrist below; a palm over what is covered.</summary>
    public static void DrawHand(Mat scene, Phone phone)
    {
        var w = phone.Width;
        Cv2.Line(scene, At(phone, 0.25, 0.9), new Point(phone.X + w * 0.6, Scene.Height + 40), Skin, (int)(w * 0.45), LineTypes.AntiAlias);
        for (var finger = 0; finger < 4; finger++)
            Cv2.Ellipse(scene, At(phone, 0.5, 0.1 + 0.2 * finger), new Size(w * 0.14, w * 0.085), phone.Angle, 0, 360, Skin, -1, LineTypes.AntiAlias);
        Cv2.Ellipse(scene, At(phone, -0.48, 0.45), new Size(w * 0.1, w * 0.28), phone.Angle + 10, 0, 360, Skin, -1, LineTypes.AntiAlias);
        if (phone.Covered <= 0) return;
        var reach = Aspect * phone.Covered;
        Cv2.Ellipse(scene, At(phone, 0, Aspect / 2 - reach / 2), new Size(w * 0.62, w * reach / 2), phone.Angle, 0, 360, Skin, -1, LineTypes.AntiAlias);
    }

    // A point in phone widths from its centre, turned with it.
    private static Point At(Phone phone, double across, double down)
    {
        var (sin, cos) = Math.SinCos(phone.Angle * Math.PI / 180);
        return new Point(phone.X + phone.Width * (across * cos - down * sin), phone.Y + phone.Width * (across * sin + down * cos));
    }

    private static void DrawUpright(Mat sprite, Mat mask, double width, double centre)
    {
        var height = width * Aspect;
        var (left, top) = (centre - width / 2, centre - height / 2);
        FillRounded(mask, centre, width + 4, height + 4, width * 0.16, Scalar.White);
        FillRounded(sprite, centre, width + 4, height + 4, width * 0.16, new Scalar(74, 74, 74));
        FillRounded(sprite, centre, width, height, width * 0.16, new Scalar(38, 38, 38));

        var screen = new Rect((int)(left + width * 0.08), (int)(top + height * 0.06), (int)(width * 0.84), (int)(height * 0.71));
        for (var y = 0; y < screen.Height; y++)
        {
            var light = 79 - 18.0 * y / screen.Height;
            Cv2.Line(sprite, new Point(screen.X, screen.Y + y), new Point(screen.Right, screen.Y + y), new Scalar(light, light, light));
        }
        DrawIcons(sprite, screen, width * 0.11);
        Cv2.Circle(sprite, new Point(centre, top + height * 0.885), (int)(width * 0.06), new Scalar(78, 78, 78), 2, LineTypes.AntiAlias);
    }

    private static void DrawIcons(Mat sprite, Rect screen, double size)
    {
        const int Columns = 5;
        var step = (double)screen.Width / Columns;
        for (var column = 0; column < Columns; column++)
        {
            var light = 20 + column * 53 % 183;
            var x = screen.X + step * (column + 0.5) - size / 2;
            var icon = new Rect((int)x, (int)(screen.Y + step * 0.6 - size / 2), (int)size, (int)size);
            Cv2.Rectangle(sprite, icon, new Scalar(light, light, light), -1);
        }
    }

    private static void FillRounded(Mat target, double centre, double width, double height, double radius, Scalar colour)
    {
        var (left, top, right, bottom) = (centre - width / 2, centre - height / 2, centre + width / 2, centre + height / 2);
        Cv2.Rectangle(target, new Point(left + radius, top), new Point(right - radius, bottom), colour, -1);
        Cv2.Rectangle(target, new Point(left, top + radius), new Point(right, bottom - radius), colour, -1);
        foreach (var x in (ReadOnlySpan<double>)[left + radius, right - radius])
        {
            foreach (var y in (ReadOnlySpan<double>)[top + radius, bottom - radius])
                Cv2.Circle(target, new Point(x, y), (int)radius, colour, -1, LineTypes.AntiAlias);
        }
    }

    private static void Paste(Mat scene, Mat sprite, Mat mask, int left, int top)
    {
        var visible = new Rect(left, top, sprite.Width, sprite.Height).Intersect(new Rect(0, 0, scene.Width, scene.Height));
        if (visible.Width <= 0 || visible.Height <= 0) return;
        var part = new Rect(visible.X - left, visible.Y - top, visible.Width, visible.Height);
        using var target = new Mat(scene, visible);
        using var source = new Mat(sprite, part);
        using var through = new Mat(mask, part);
        source.CopyTo(target, through);
    }
}
