namespace Proctoring.Gateway.Analysis.Remote.Pods.Slices;

/// <summary>The pods as they are known now: written by <see cref="SliceWatch"/>, read by the channel's resolver.</summary>
internal sealed class SliceDirectory
{
    private readonly Lock _telling = new();
    private IReadOnlyList<SlicePod>? _pods;
    private string? _problem;
    private Action<IReadOnlyList<SlicePod>?, string?>? _listener;

    /// <summary>These pods and no others. Told only when it is news.</summary>
    public void Publish(IReadOnlyList<SlicePod> pods)
    {
        lock (_telling)
        {
            if (_pods is { } known && known.SequenceEqual(pods)) return;
            (_pods, _problem) = (pods, null);
            _listener?.Invoke(pods, null);
        }
    }

    /// <summary>The API server does not answer. What was known stays known.</summary>
    public void Fail(string problem)
    {
        lock (_telling)
        {
            if (_pods is not null) return;
            _problem = problem;
            _listener?.Invoke(null, problem);
        }
    }

    /// <param name="listener">Hears, one call at a time, pods or why there are none; first what is known already.</param>
    public void Listen(Action<IReadOnlyList<SlicePod>?, string?>? listener)
    {
        lock (_telling)
        {
            _listener = listener;
            if (_pods is not null || _problem is not null) listener?.Invoke(_pods, _problem);
        }
    }
}
