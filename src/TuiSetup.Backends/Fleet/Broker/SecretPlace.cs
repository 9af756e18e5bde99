using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Where a password of a service is looked for: a file that a variable names, a credential of systemd, a variable.</summary>
/// <param name="What">Whose password it is, such as <c>the broker's password</c>.</param>
/// <param name="FileVariable">Names a file of mode 0600.</param>
/// <param name="Credential">The name among the unit's credentials.</param>
/// <param name="Variable">Holds the password itself.</param>
internal sealed record SecretPlace(string What, string FileVariable, string Credential, string Variable)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <returns>The password; null: there is none.</returns>
    /// <exception cref="ProblemException">Its file cannot be read, or others can read it.</exception>
    public Secret? Find(Func<string, string?> variable)
    {
        if (variable(FileVariable) is { Length: > 0 } path)
        {
            return Read(path, isOwn: true);
        }

        if (variable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, Credential)))
        {
            return Read(Path.Combine(folder, Credential), isOwn: false);
        }

        return variable(Variable) is { Length: > 0 } text ? new Secret(text) : null;
    }

    private Secret Read(string path, bool isOwn)
    {
        try
        {
            return isOwn && (File.GetUnixFileMode(path) & Others) != 0
                ? throw new ProblemException([Problem.Error(null, T($"Others can read or write {path}, which holds {What}."), $"chmod 600 {path}")])
                : new Secret(new AnswerSources().File(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException([Problem.Error(null, T($"The file {path} with {What} cannot be read: {unreadable.Message}"), T("Check the path and its permissions."))]);
        }
    }
}
