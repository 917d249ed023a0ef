using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Decoding;
using Proctoring.Vision.Tests.Models;
namespace Proctoring.Vision.Tests;
public sealed class Smoke(Xunit.Abstractions.ITestOutputHelper o)
{
    [Fact]
    public async Task Tiny()
    {
        using var d = TinyModel.Load();
        using var m = new Mat(64, 64, MatType.CV_8UC3, new Scalar(250, 20, 200));
        using var t = await d.EnterAsync(default);
        using var r = t.Analyze(Scene.Encode(m, 90), new AnalysisRequest{Annotate=true});
        foreach (var x in r.Detections) o.WriteLine(x.ToString());
    }
    [Fact]
    public void Lies()
    {
        using var big = new Mat(960,640,MatType.CV_8UC1, new Scalar(5)); 
        var noise = Scene.Encode(big, 90);
        foreach (var comps in new[]{1,3}) foreach (var (w,h) in new[]{(640,960),(640,240),(320,480),(1280,480),(641,481)}) {
            using var _ = JpegDecoder.Decode(noise, new JpegHeader(640,960,1,false), true);
            var j = Scene.Jpeg(null,1,comps);
            var at = j.AsSpan().IndexOf([(byte)0xFF,(byte)0xC0]);
            j[at+5]=(byte)(h>>8); j[at+6]=(byte)h; j[at+7]=(byte)(w>>8); j[at+8]=(byte)w;
            using var p = JpegDecoder.Decode(j, new JpegHeader(w,h,comps,false), true);
            o.WriteLine($"{comps} {w}x{h}: {(p is null ? "null" : p.Mean().ToString() + " bottom " + p.At<byte>(h-1,w-1)+ " " + p.At<byte>(h-20,20))}");
        }
        var full = Scene.Jpeg(null,1,1);
        for (var cut = 400; cut < full.Length; cut += 2000) {
            byte[] j = [..full[..cut], 0xFF, 0xD9];
            using var p = JpegDecoder.Decode(j, new JpegHeader(640,480,1,false), true);
            o.WriteLine($"cut {cut}: {(p is null ? "null" : p.Mean().ToString() + " bottom " + p.At<byte>(479,639))}");
        }
    }
}
