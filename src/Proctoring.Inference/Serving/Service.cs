namespace Proctoring.Inference.Serving;

/// <summary>Whether this pod serves, and if not why. Changed by <see cref="DetectorHost"/>, read by everyone.</summary>
internal sealed class Service
{
    private volatile ServedModel? _model;
    private volatile string _status = "starting";

    /// <summary>The model that answers; null while frames are refused.</summary>
    public ServedModel? Model => _model;

    /// <summary>For people: what is being done, or why nothing is served.</summary>
    public string Status => _status;

    public void Says(string status) => _status = status;

    public void Begin(ServedModel model, string status) => (_status, _model) = (status, model);

    /// <summary>No new frames; those that wait are still answered.</summary>
    public void End(string status) => (_model, _status) = (null, status);
}
