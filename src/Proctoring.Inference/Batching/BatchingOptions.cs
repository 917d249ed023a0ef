using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Inference.Batching;

/// <summary>How frames wait and are put together. Section <c>Batching</c>.</summary>
public sealed class BatchingOptions
{
    /// <summary>Frames that may wait; beyond it they are refused at once. 1–100,000; 0 (the default) for four times what can be in work, at least 32.</summary>
    [Range(0, 100_000)]
    public int MaxWaiting { get; set; }

    /// <summary>How long a batch that is not full waits for more frames. 0–100 ms, default 0: what is waiting is taken and run.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.100")]
    public TimeSpan MaxDelay { get; set; }

    /// <summary>Pictures of one request. 1–1,024, default 32.</summary>
    [Range(1, 1024)]
    public int MaxImages { get; set; } = 32;

    /// <summary>Requests of one stream that may be unanswered; beyond it the stream is not read. 1–10,000, default 256.</summary>
    [Range(1, 10_000)]
    public int MaxUnanswered { get; set; } = 256;
}

[OptionsValidator]
internal sealed partial class BatchingOptionsValidator : IValidateOptions<BatchingOptions>;
