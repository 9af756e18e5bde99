using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>
/// The password of a broker: from the file that TUISETUP_BROKER_PASSWORD_FILE names, from systemd's credential
/// <c>broker-password</c>, from TUISETUP_BROKER_PASSWORD, or from the address where that came from the environment.
/// </summary>
internal static class BrokerPassword
{
    public const string FileVariable = "TUISETUP_BROKER_PASSWORD_FILE", Variable = "TUISETUP_BROKER_PASSWORD", SystemdName = "broker-password";

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <exception cref="ProblemException">There is none, or its file cannot be read, or others can read it.</exception>
    public static Secret Find(BrokerEndpoint endpoint, Func<string, string?> variable)
    {
        if (variable(FileVariable) is { Length: > 0 } path)
        {
            return Read(path, isOwn: true);
        }

        if (variable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, SystemdName)))
        {
            return Read(Path.Combine(folder, SystemdName), isOwn: false);
        }

        if ((variable(Variable) is { Length: > 0 } given ? given : endpoint.Password) is { } text)
        {
            return new Secret(text);
        }

        // The broker itself lets this user in from its own machine alone.
        return endpoint.IsUsualUser
            ? new Secret(endpoint.User)
            : throw new ProblemException([Problem.Error(null, $"The password of '{endpoint.User}' on the broker is missing.", $"Put it into a file of mode 0600, and its path into {FileVariable}.")]);
    }

    private static Secret Read(string path, bool isOwn)
    {
        try
        {
            return isOwn && (File.GetUnixFileMode(path) & Others) != 0
                ? throw new ProblemException([Problem.Error(null, $"Others can read or write {path}, which holds the broker's password.", $"chmod 600 {path}")])
                : new Secret(new AnswerSources().File(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException([Problem.Error(null, $"The file {path} with the broker's password cannot be read: {unreadable.Message}", "Check the path and its permissions.")]);
        }
    }
}
