namespace Proctoring.Ops.Tests.Hosting;

internal static class Pairs
{
    public static TheoryData<string, string> ToTheory(this IEnumerable<(string One, string Other)> pairs)
    {
        var theory = new TheoryData<string, string>();
        foreach (var (one, other) in pairs) theory.Add(one, other);
        return theory;
    }
}
