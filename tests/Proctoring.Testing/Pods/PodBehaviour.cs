using Grpc.Core;

namespace Proctoring.Testing.Pods;

/// <summary>How a scripted pod behaves from now on.</summary>
public sealed class PodBehaviour
{
    private volatile TaskCompletionSource _done = Completed();
    private volatile bool _isBusy;

    internal event Action? Idle;

    /// <summary>Whether its model is ready.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>Whether it refuses every frame for load.</summary>
    public bool Refuses { get; set; }

    /// <summary>What it says when it refuses: milliseconds to stay away; null for nothing.</summary>
    public int? RetryAfter { get; set; }

    /// <summary>The status it ends every call with; OK for none.</summary>
    public StatusCode FailsWith { get; set; } = StatusCode.OK;

    /// <summary>What a frame takes once it has started.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>Whether it answers as servers do that are not ours: detections alone.</summary>
    public bool IsForeign { get; set; }

    /// <summary>Whether it answers with typed contents instead of raw ones.</summary>
    public bool AnswersTyped { get; set; }

    internal bool IsBusy => _isBusy;

    internal Task Done => _done.Task;

    /// <summary>Frames that have started are not done until <see cref="Release"/>.</summary>
    public void Hold() => _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _done.TrySetResult();

    /// <summary>Others keep it busy: no frame starts until <see cref="BeIdle"/>.</summary>
    public void BeBusy() => _isBusy = true;

    public void BeIdle()
    {
        _isBusy = false;
        Idle?.Invoke();
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
