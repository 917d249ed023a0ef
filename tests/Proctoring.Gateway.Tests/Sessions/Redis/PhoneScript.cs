using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

/// <summary>A candidate with a phone in view, in real time; remembers when the session was marked.</summary>
internal sealed class PhoneScript(CandidateClient client, TimeSpan interval)
{
    /// <summary>Phone seconds told with each mark.</summary>
    public List<double> Marks { get; } = [];

    /// <summary>Phone seconds of the session, by the latest verdict.</summary>
    public double PhoneSeconds { get; private set; }

    public async Task ShowAsync(TimeSpan time)
    {
        using var tick = new PeriodicTimer(interval);
        for (var shown = TimeSpan.Zero; shown < time; shown += interval)
        {
            await client.SendAsync(ScriptedFrames.Phone);
            await ReadVerdictAsync();
            await tick.WaitForNextTickAsync();
        }
    }

    // A mark follows its verdict: it is read before the next one.
    private async Task ReadVerdictAsync()
    {
        while (true)
        {
            var message = await client.ReceiveJsonAsync();
            switch (message.GetProperty("type").GetString())
            {
                case "mark":
                    Marks.Add(message.GetProperty("phone_ms").GetInt32() / 1000.0);
                    continue;
                case "verdict":
                    PhoneSeconds = message.GetProperty("phone_seconds").GetDouble();
                    return;
            }
        }
    }
}
