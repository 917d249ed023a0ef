using Proctoring.Contracts;

namespace Proctoring.Testing;

/// <summary>
/// The outputs of a graph that sees <see cref="Objects"/> in every picture, written by the definition of a head's format. What
/// the head makes of them must be those objects; how sure it is tells how bright their cell is.
/// </summary>
/// <param name="Head">The manifest's <c>head</c>, as JSON.</param>
/// <param name="Score">An object's score where the mean of its cell is that bright (0–1).</param>
public sealed record HeadGraph(string Head, Func<double, double> Score, params TinyOutput[] Outputs)
{
    private const int Cells = 21;
    private const int Classes = 3;

    /// <summary>One a level; no two alike in any number.</summary>
    public static IReadOnlyList<TinyObject> Objects { get; } =
    [
        new(1, 9, 8, 1, 2, new Box(5, 14, 13, 24)),
        new(2, 17, 16, 1, 0, new Box(18, 1, 25, 16)),
        new(0, 20, 32, 0, 0, new Box(2, 4, 31, 28)),
    ];

    /// <summary>By name: every head that has its cells in one output, and every way a manifest may describe it.</summary>
    public static IReadOnlyDictionary<string, HeadGraph> All { get; } = new Dictionary<string, HeadGraph>
    {
        ["yolox"] = YoloX(logits: false, decoded: false),
        ["yolox, logits"] = YoloX(logits: true, decoded: false),
        ["yolox, decoded"] = YoloX(logits: false, decoded: true),
        ["yolo"] = Yolo(transposed: false),
        ["yolo, transposed"] = Yolo(transposed: true),
        ["yolo-nms"] = YoloNms(),
        ["detr"] = DetrInOne(logits: false),
        ["detr, logits"] = DetrInOne(logits: true),
        ["detr, two outputs"] = DetrInTwo(logits: false),
        ["detr, two outputs, logits"] = DetrInTwo(logits: true),
    };

    private static HeadGraph YoloX(bool logits, bool decoded)
    {
        TinyChannel[] box = decoded ? Centred() :
        [
            Of(o => o.X / o.Stride - o.Column), Of(o => o.Y / o.Stride - o.Row),
            Of(o => Math.Log(o.Width / o.Stride)), Of(o => Math.Log(o.Height / o.Stride)),
        ];
        var objectness = Of(_ => logits ? Math.Log(3) : 0.75, otherwise: logits ? -30 : 0); // the sigmoid of ln 3 is ¾
        var head = $$"""{ "kind": "yolox", "output": "out", "logits": {{Json(logits)}}, "decoded": {{Json(decoded)}} }""";
        return new HeadGraph(head, bright => 0.75 * ScoreOf(logits)(bright), new TinyOutput("out", CellsFirst: true, [.. box, objectness, .. Scores(logits)]));
    }

    private static HeadGraph Yolo(bool transposed) => new(
        $$"""{ "output": "out", "transposed": {{Json(transposed)}}, "kind": "yolo" }""", ScoreOf(logits: false),
        new TinyOutput("out", transposed, [.. Centred(), .. Scores(logits: false)]));

    private static HeadGraph YoloNms() => new(
        $$"""{ "kind": "yolo-nms", "output": "out", "rows": {{Cells}} }""", ScoreOf(logits: false),
        new TinyOutput("out", CellsFirst: true,
            Of(o => o.Box.X0), Of(o => o.Box.Y0), Of(o => o.Box.X1), Of(o => o.Box.Y1),
            Of(_ => 0) with { Gains = Constants(_ => 1, otherwise: 0) }, Of(o => o.Class)));

    private static HeadGraph DetrInOne(bool logits) => new(
        $$"""{ "kind": "detr", "queries": {{Cells}}, "logits": {{Json(logits)}}, "output": "out" }""", ScoreOf(logits),
        new TinyOutput("out", CellsFirst: true, [.. Shares(), .. Scores(logits)]));

    private static HeadGraph DetrInTwo(bool logits) => new(
        $$"""{ "kind": "detr", "queries": {{Cells}}, "logits": {{Json(logits)}}, "boxes": "where", "scores": "what" }""", ScoreOf(logits),
        new TinyOutput("what", CellsFirst: true, Scores(logits)), new TinyOutput("where", CellsFirst: true, Shares()));

    private static Func<double, double> ScoreOf(bool logits) => logits ? bright => 1 / (1 + Math.Exp(4 - 8 * bright)) : bright => bright;

    private static TinyChannel[] Centred() => [Of(o => o.X), Of(o => o.Y), Of(o => o.Width), Of(o => o.Height)];

    private static TinyChannel[] Shares() =>
        [Of(o => o.X / TinyGraph.Side), Of(o => o.Y / TinyGraph.Side), Of(o => o.Width / TinyGraph.Side), Of(o => o.Height / TinyGraph.Side)];

    private static TinyChannel[] Scores(bool logits)
    {
        var (nothing, dark, gain) = logits ? (-40, -4, 8) : (0, 0, 1);
        return [.. Enumerable.Range(0, Classes).Select(c => new TinyChannel(
            Constants(o => o.Class == c ? dark : nothing, nothing), Constants(o => o.Class == c ? gain : 0, 0), Plane: c))];
    }

    private static TinyChannel Of(Func<TinyObject, double> value, double otherwise = 0) => new(Constants(value, otherwise));

    private static float[] Constants(Func<TinyObject, double> value, double otherwise) =>
        [.. Enumerable.Range(0, Cells).Select(cell => (float)(Objects.FirstOrDefault(o => o.Cell == cell) is { } seen ? value(seen) : otherwise))];

    private static string Json(bool value) => value ? "true" : "false";
}
