namespace Proctoring.Testing.SignIn;

/// <summary>What an authority was asked in a browser, until somebody has said who they are.</summary>
internal sealed record SignInRequest(string ClientId, Uri Redirect, string Scope, string State, string Nonce, string Challenge)
{
    /// <summary>Null, and a problem, where an authority must not go on.</summary>
    public static (SignInRequest? Request, string? Problem) Of(Func<string, string?> parameter, string clientId, ISet<Uri> redirects)
    {
        string Text(string name) => parameter(name) ?? "";
        if (Text("client_id") != clientId) return (null, "The client is not known.");
        if (!Uri.TryCreate(Text("redirect_uri"), UriKind.Absolute, out var redirect) || !redirects.Contains(redirect)) return (null, "The redirect address is not that of the client.");
        if (Text("response_type") != "code") return (null, "Only codes are given.");
        if (Text("code_challenge_method") != "S256" || Text("code_challenge").Length != 43) return (null, "PKCE with S256 is needed.");
        if (Text("state").Length < 16 || Text("nonce").Length < 16) return (null, "State and nonce are needed.");
        if (!Text("scope").Split(' ').Contains("openid")) return (null, "The scope lacks openid.");
        return (new SignInRequest(clientId, redirect, Text("scope"), Text("state"), Text("nonce"), Text("code_challenge")), null);
    }
}
