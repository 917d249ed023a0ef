using Proctoring.Standalone.Tests.Browser;
using Proctoring.Testing.SignIn;

namespace Proctoring.Observe.Tests.Exams;

/// <summary>What somebody does on the observer's page who signs in at the authority.</summary>
internal static class ObserverPage
{
    public const string IsUp = "document.getElementById('link')?.dataset.state === 'up'";

    /// <summary>Opens the page of the room math, and signs in there.</summary>
    public static async Task<CandidatePage> SignInAsync(this Chromium chromium, Uri gateway, Person who)
    {
        var view = await chromium.OpenAsync(new Uri(gateway, "/observe?room=math"), camera: false);
        await view.SignInAsync(who);
        return view;
    }

    public static async Task SignInAsync(this CandidatePage view, Person who)
    {
        await view.Page.ClickAsync("#sign-in");
        await view.Page.ClickAsync($"button[value={who.Name}]");
        await view.UntilAsync(IsUp);
    }
}
