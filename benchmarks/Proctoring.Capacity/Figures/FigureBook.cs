using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Proctoring.Capacity.Figures;

/// <summary>The figures of <c>figures.json</c> by name.</summary>
internal sealed class FigureBook(IReadOnlyList<Figure> figures)
{
    private static readonly FigureJson Compact = new(new JsonSerializerOptions(FigureJson.Default.Options)
    {
        WriteIndented = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, // 0 is a value, and measured a kind
    });

    private readonly Dictionary<string, Figure> _byName = figures.ToDictionary(figure => figure.Name);

    public IReadOnlyList<Figure> All => figures;

    public double this[string name] => Get(name).Value;

    public Figure? Find(string name) => _byName.GetValueOrDefault(name);

    public Figure Get(string name) => Find(name) ?? throw new InvalidDataException($"figures.json has no figure '{name}'.");

    /// <summary>The same figures with those that a report measured anew.</summary>
    public FigureBook With(IEnumerable<Figure> newer)
    {
        var byName = newer.ToDictionary(figure => figure.Name);
        return new FigureBook([.. figures.Select(figure => byName.GetValueOrDefault(figure.Name, figure)), .. byName.Values.Where(figure => !_byName.ContainsKey(figure.Name))]);
    }

    /// <summary>The same figures with one of them multiplied: how results move with it.</summary>
    public FigureBook Times(string name, double factor) => With([Get(name) with { Value = this[name] * factor }]);

    public FigureBook Setting(string name, double value) => With([Get(name) with { Value = value }]);

    public static FigureBook Read(string path)
    {
        var figures = JsonSerializer.Deserialize(File.ReadAllText(path), FigureJson.Default.ListFigure) ?? [];
        foreach (var figure in figures)
        {
            if (!double.IsFinite(figure.Value) || figure.Value < 0) throw new InvalidDataException($"Figure '{figure.Name}' is {figure.Value}; it must be a number from 0.");
            if (figure.How is not { Length: > 0 }) throw new InvalidDataException($"Figure '{figure.Name}' does not say how it was got.");
            if (figure.Kind == FigureKind.Measured && (figure.Machine is not { Length: > 0 } || figure.On is null)) throw new InvalidDataException($"Figure '{figure.Name}' was measured: it must say on which machine and when.");
        }
        return new FigureBook(figures);
    }

    /// <summary>A figure a line.</summary>
    public void Write(string path) => File.WriteAllText(path, $"[\n{string.Join(",\n", figures.Select(figure => JsonSerializer.Serialize(figure, Compact.Figure)))}\n]\n");
}
