using TuiSetup.Core.Wizards;
using TuiSetup.Flow;
using TuiSetup.Newt.Text;

namespace TuiSetup.Explorer;

/// <summary>Asks for the name of a wizard file, and writes it.</summary>
internal static class WizardPrompt
{
    /// <param name="session">Whose screen it is.</param>
    /// <param name="json">The wizard's text, given its name.</param>
    /// <param name="cancel">Takes the question away.</param>
    public static async Task SaveAsync(ExplorerSession session, Func<string, string> json, CancellationToken cancel)
    {
        var written = await FilePrompt.SaveAsync(session, T("Write the wizard to the file (such as set-it.json):"), file =>
        {
            var name = Path.GetFileNameWithoutExtension(file);
            _ = WizardReader.IsName(name) && file.EndsWith(".json", StringComparison.Ordinal) ? 0
                : throw new IOException(T("A wizard's file is named by lower-case letters, digits and hyphens, and ends in .json."));
            File.WriteAllText(file, json(name));
        }, cancel);
        if (written is not null)
        {
            await session.Ui.TellAsync(T("As a wizard"), SafeText.Clean(T($"Written. It runs on the system bus, by: tuisetup run {written}")), cancel);
        }
    }
}
