using TuiSetup.Flow;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Text;

namespace TuiSetup.Explorer;

/// <summary>Asks for the name of a file, and has it written while the screen goes on.</summary>
internal static class FilePrompt
{
    /// <param name="session">Whose screen it is.</param>
    /// <param name="text">What is asked.</param>
    /// <param name="write">Writes it; an <see cref="IOException"/> is told.</param>
    /// <param name="cancel">Takes the question away.</param>
    /// <returns>The file; null where none was written.</returns>
    public static async Task<string?> SaveAsync(ExplorerSession session, string text, Action<string> write, CancellationToken cancel)
    {
        if (await session.Screen.EntryAsync(T("File"), text, "", cancel) is not { Length: > 0 } file
            || (File.Exists(file) && await session.Ui.DecideAsync(new Decision(T("File"), SafeText.Clean(T($"{file} is there already.")), T("Leave it"), T("Write over it")) { Unsaid = 0 }, cancel) != 1))
        {
            return null;
        }

        try
        {
            return await session.AskAsync(T("Writing..."), _ =>
            {
                write(file);
                return Task.FromResult(file);
            }, cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await session.Ui.TellAsync(T("It was not written"), SafeText.Clean(unwritable.Message), cancel);
            return null;
        }
    }
}
