using Proctoring.Vision;

namespace Proctoring.Models.Accuracy;

/// <summary>Whatever looks at pictures: a detector in this process, or an inference pod.</summary>
internal interface IViewer : IDisposable
{
    /// <summary>The model's own name.</summary>
    string Model { get; }

    /// <summary>The execution provider that runs it.</summary>
    string Provider { get; }

    /// <summary>Pictures that can be looked at together.</summary>
    int Concurrency { get; }

    /// <param name="path">The picture's, for complaints.</param>
    /// <exception cref="AccuracyException">The picture was refused.</exception>
    ValueTask<Sight> LookAsync(string path, byte[] jpeg, AnalysisRequest request, CancellationToken cancellationToken);
}
