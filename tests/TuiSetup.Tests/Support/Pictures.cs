using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

internal static class Pictures
{
    private const string Tab = "\t", BackTab = "\u001b[Z", Enter = "\r";

    /// <summary>From &lt;Apply&gt; of the review to the picture, which must be as expected, and back.</summary>
    public static async Task CheckAsync(PtyProcess terminal, string name)
    {
        terminal.Send(Tab + Tab + Tab + Enter);
        await terminal.WaitForTextAsync("As it will be:");
        await Screenshot.CheckAsync(terminal, name, $"What is set, drawn as it is and as it will be: {name["picture-".Length..]}");
        terminal.Send(Enter);
        await terminal.WaitForScreenAsync(screen => !screen.Text.Contains("As it will be:", StringComparison.Ordinal), "the review");
        terminal.Send(BackTab + BackTab + BackTab);
    }
}
