using System.Text.Json;

namespace Proctoring.Capacity.Figures;

/// <summary>What something costs: an example to be replaced by one's own.</summary>
internal sealed record Price(string Name, double Value, string Unit, string How);

/// <summary>The prices of <c>prices.json</c> by name.</summary>
internal sealed class PriceList(IReadOnlyList<Price> prices)
{
    public IReadOnlyList<Price> All => prices;

    public double this[string name] => (prices.FirstOrDefault(price => price.Name == name) ?? throw new InvalidDataException($"prices.json has no price '{name}'.")).Value;

    public static PriceList Read(string path) => new(JsonSerializer.Deserialize(File.ReadAllText(path), FigureJson.Default.ListPrice) ?? []);
}
