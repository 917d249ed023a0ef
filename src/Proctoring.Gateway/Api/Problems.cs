using Microsoft.AspNetCore.Http.HttpResults;

namespace Proctoring.Gateway.Api;

/// <summary>Answers of the API that are no results: problem details (RFC 9457).</summary>
internal static class Problems
{
    /// <summary>The same for what is not there and what is not yours.</summary>
    public static ProblemHttpResult NotFound() => TypedResults.Problem("There is nothing of that name that you may see.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>What the request depends on cannot be asked.</summary>
    public static ProblemHttpResult Away() => TypedResults.Problem("The server cannot look that up just now; try again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable);

    public static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);
}
