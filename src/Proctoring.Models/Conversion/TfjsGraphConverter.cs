using Proctoring.Models.Conversion.Tfjs;
using Proctoring.Models.Conversion.Translation;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Conversion;

/// <summary>
/// TensorFlow.js graph model → ONNX with a free batch dimension. The same files always give the same bytes, so that a manifest can name
/// the digest of the result.
/// </summary>
internal static class TfjsGraphConverter
{
    /// <param name="files">The graph's JSON and its weights, by path inside the package.</param>
    /// <exception cref="ModelException">The files are no such graph, or it holds something that cannot be converted.</exception>
    public static byte[] Convert(IReadOnlyDictionary<string, byte[]> files) => Translator.Translate(GraphModel.Read(files));
}
