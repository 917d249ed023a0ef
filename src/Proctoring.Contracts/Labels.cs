namespace Proctoring.Contracts;

/// <summary>Class names with a meaning of their own.</summary>
public static class Labels
{
    /// <summary>The object whose six seconds in view mark a session.</summary>
    public const string CellPhone = "cell phone";
}
