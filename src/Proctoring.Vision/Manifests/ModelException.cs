namespace Proctoring.Vision.Manifests;

/// <summary>A model that cannot be used. The message says what is wrong and which command mends it; show it without a stack trace.</summary>
public sealed class ModelException : Exception
{
    public ModelException(string message) : base(message)
    {
    }

    public ModelException(string message, Exception inner) : base(message, inner)
    {
    }
}
