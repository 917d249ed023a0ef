namespace Proctoring.Capacity.Simulation;

internal enum Stand : byte
{
    /// <summary>Not there yet, or waiting for the next attempt.</summary>
    Waiting,
    Connected,

    /// <summary>Sends, hears nothing, and has not noticed.</summary>
    Unaware,

    /// <summary>Its handshake went to a gateway that is gone.</summary>
    Hanging,

    /// <summary>Shows its button.</summary>
    GaveUp,
}

/// <summary>Where each candidate stands, in columns.</summary>
internal sealed class Candidates(int count)
{
    private readonly Stand[] _stand = new Stand[count];
    private readonly byte[] _used = new byte[count];
    private readonly int[] _gateway = new int[count];
    private readonly float[] _since = new float[count];
    private readonly float[] _watchedAt = new float[count];
    private readonly float[] _blind = new float[count];
    private readonly bool[] _everGaveUp = new bool[count];

    public int Count => count;

    public ref Stand Stand(int who) => ref _stand[who];

    /// <summary>Attempts used since the last verdict.</summary>
    public ref byte Used(int who) => ref _used[who];

    public ref int Gateway(int who) => ref _gateway[who];

    /// <summary>Since when it has been without a verdict.</summary>
    public ref float Since(int who) => ref _since[who];

    /// <summary>When its first verdict on this connection comes.</summary>
    public ref float WatchedAt(int who) => ref _watchedAt[who];

    public ref float Blind(int who) => ref _blind[who];

    public ref bool EverGaveUp(int who) => ref _everGaveUp[who];

    public int GaveUp => _everGaveUp.Count(gaveUp => gaveUp);

    /// <summary>Blind seconds of those who were blind.</summary>
    public List<float> BlindSeconds() => [.. _blind.Where(blind => blind > 0)];
}
