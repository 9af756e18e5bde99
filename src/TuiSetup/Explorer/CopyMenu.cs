using TuiSetup.Flow;
using TuiSetup.Newt.Text;

namespace TuiSetup.Explorer;

/// <summary>Ways of a text out of the explorer: shown to be read, into the terminal's clipboard (OSC 52), or into a file.</summary>
internal static class CopyMenu
{
    /// <summary>Characters that are shown; a file takes all.</summary>
    private const int ShownText = 100_000;

    /// <summary>Terminals take no more than this by OSC 52.</summary>
    private const int MostForClipboard = 70_000;

    /// <param name="session">Whose screen it is.</param>
    /// <param name="forms">What the text can be; with more than one the user chooses.</param>
    /// <param name="cancel">Takes the questions away.</param>
    public static async Task RunAsync(ExplorerSession session, IReadOnlyList<(string Name, Func<string> Make)> forms, CancellationToken cancel)
    {
        var chosen = forms.Count == 1 ? 0 : await session.Ui.ChooseAsync(new ListQuestion(T("Copy"), "", [.. forms.Select(form => form.Name)], T("Take"), T("Cancel")), cancel);
        if (chosen is not { } index || await session.AskAsync(T("Writing..."), _ => Task.FromResult(forms[index].Make()), cancel) is not { } text)
        {
            return;
        }

        switch (await session.Ui.DecideAsync(new Decision(T("Copy"), T($"{text.Length} characters. Where to?"), T("Show"), T("Clipboard"), T("File")), cancel))
        {
            case 0:
                await session.Ui.ShowAsync(forms[index].Name, SafeText.Clean(text.Length > ShownText ? text[..ShownText] + "..." : text), cancel);
                break;
            case 1 when text.Length > MostForClipboard:
                await session.Ui.TellAsync(T("Copy"), T("That is more than terminals take. Write it to a file."), cancel);
                break;
            case 1:
                session.Screen.Copy(text);
                await session.TellAsync(T("Copy"), T("It was sent to the terminal for its clipboard (OSC 52). A terminal may refuse that, and does not say so."), cancel);
                break;
            case 2 when await FilePrompt.SaveAsync(session, T("Write it to the file:"), file => File.WriteAllText(file, text + "\n"), cancel) is { } written:
                await session.TellAsync(T("Copy"), T($"It is in {written}."), cancel);
                break;
        }
    }
}
