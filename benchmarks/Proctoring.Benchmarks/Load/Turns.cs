namespace Proctoring.Benchmarks.Load;

/// <summary>Contenders that are measured one after another, again and again.</summary>
internal static class Turns
{
    private const int WarmUps = 2;

    /// <summary>Each begins a round as often as any other, so that what changes meanwhile falls on all.</summary>
    /// <returns>Of each round, what each contender cost, in their order.</returns>
    public static async Task<List<Cost[]>> TakeAsync(int rounds, IReadOnlyList<Func<Task<Cost>>> contenders)
    {
        List<Cost[]> measured = [];
        for (var round = 0; round < WarmUps + rounds; round++)
        {
            var costs = new Cost[contenders.Count];
            for (var i = 0; i < costs.Length; i++)
            {
                var turn = (round + i) % costs.Length;
                costs[turn] = await contenders[turn]();
            }
            if (round >= WarmUps) measured.Add(costs);
        }
        return measured;
    }
}
