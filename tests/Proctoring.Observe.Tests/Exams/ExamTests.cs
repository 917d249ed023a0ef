using Proctoring.Observe.Tests.Rooms;
using Proctoring.Standalone.Tests.Browser;
using Proctoring.Testing;

namespace Proctoring.Observe.Tests.Exams;

/// <summary>An exam from the exam system's call to a reviewer's decision: two browsers, two gateways, a pod with the model.</summary>
[Collection(ObserveCollection.Name)]
public sealed class ExamTests(Chromium chromium)
{
    private const string IsMarked = "document.getElementById('marked').textContent !== ''";

    [ChromiumFact]
    public async Task Phone_HeldUp_IsSeenByTheReviewerAtAnotherGateway_WhoDismissesIt()
    {
        await using var pod = await ServerProcess.StartAsync("Proctoring.Inference");
        await using var exam = await TwoGateways.StartAsync(pod.Grpc.GetLeftPart(UriPartial.Authority), "--Verdicts:Hold=00:00:02");
        await using var observer = await chromium.SignInAsync(exam.There.BaseAddress, TwoGateways.Reviewer);
        Assert.Equal("Signed in as rita", await observer.TextAsync("#who"));

        var session = await exam.AskAsync(exam.Here, TwoGateways.Operator, HttpMethod.Post, "/api/sessions", new { candidate = "c-17", room = "math", ends = DateTimeOffset.UtcNow.AddHours(1) });
        var id = session.GetProperty("id").GetString()!;
        await observer.UntilAsync(IsIn("missing", "c-17"));

        await using var candidate = await chromium.OpenAsync(new Uri(session.GetProperty("link").GetString()!));
        await candidate.UntilAsync("document.getElementById('start').checkVisibility()");
        await candidate.StartAsync();
        await candidate.UntilAsync(IsMarked);
        await observer.UntilAsync(IsIn("marked", "c-17"));

        await observer.Page.ClickAsync($"button.row[data-session='{id}']");
        await observer.Page.ClickAsync(".incident .evidence button");
        await observer.UntilAsync("document.querySelectorAll('.pictures img').length > 0 && [...document.querySelectorAll('.pictures img')].every((image) => image.complete && image.naturalWidth === 640)");
        await observer.UntilAsync("document.querySelector('.pictures .phone text')?.textContent.startsWith('cell phone')");
        await observer.ScreenshotAsync("observe-4-evidence");

        await exam.AskAsync(exam.Here, TwoGateways.OtherReviewer, HttpMethod.Post, $"/api/incidents/{id}-1/review", new { decision = "confirmed" });
        await observer.UntilAsync("document.querySelector('.incident .decision').textContent.startsWith('Confirmed by rosa')"); // somebody else, at the other gateway
        await observer.UntilAsync($"document.querySelector('[data-session=\"{id}\"] .state').textContent.startsWith('Confirmed')");

        await observer.Page.FillAsync(".incident textarea", "A calculator.");
        await observer.Page.ClickAsync(".incident button[value=dismissed]");
        await observer.UntilAsync("document.querySelector('.incident').dataset.state === 'dismissed'");
        Assert.Matches("^Dismissed by rita at .*“A calculator.”$", await observer.TextAsync(".incident .decision"));
        await candidate.UntilAsync($"!({IsMarked})"); // goes with a verdict that says so, and with nothing else
        await observer.UntilAsync($"!({IsIn("marked", "c-17")})");
        await observer.ScreenshotAsync("observe-5-dismissed");
        Assert.False((await exam.AskAsync(exam.There, TwoGateways.Reviewer, HttpMethod.Get, $"/api/sessions/{id}")).GetProperty("flagged").GetBoolean());
    }

    private static string IsIn(string group, string name) => $"[...document.querySelectorAll('section[data-group={group}] .name')].some((name) => name.textContent === '{name}')";
}
