namespace Proctoring.Gateway.Access;

/// <summary>Who somebody is, as the token's role claim names it.</summary>
internal static class Roles
{
    /// <summary>The exam system: makes sessions and reads what becomes of them, in all rooms.</summary>
    public const string Operator = "operator";

    /// <summary>Looks at evidence and decides; in the rooms that the token names, or in all.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Watches the rooms that the token names.</summary>
    public const string Observer = "observer";

    /// <summary>Sits an exam.</summary>
    public const string Candidate = "candidate";
}

/// <summary>What may be done, and by whom.</summary>
internal static class Policies
{
    public const string Read = "read";
    public const string Review = "review";
    public const string Operate = "operate";
    public const string Candidate = "candidate";

    public static readonly IReadOnlyDictionary<string, string[]> RolesOf = new Dictionary<string, string[]>
    {
        [Read] = [Roles.Operator, Roles.Reviewer, Roles.Observer],
        [Review] = [Roles.Reviewer],
        [Operate] = [Roles.Operator],
        [Candidate] = [Roles.Candidate],
    };
}
