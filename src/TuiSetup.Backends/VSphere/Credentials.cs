using System.Collections.Concurrent;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere;

/// <summary>
/// Passwords of this process: those that were answered, else from TUISETUP_VCENTER_PASSWORD_FILE, from systemd's
/// credential <c>vcenter-password</c>, from TUISETUP_VCENTER_PASSWORD, or typed by whoever can be asked. They are never
/// written down.
/// </summary>
internal sealed class Credentials(Func<string, string?> variable, Func<string, CancellationToken, Task<Secret?>> ask)
{
    public const string FileVariable = "TUISETUP_VCENTER_PASSWORD_FILE", Variable = "TUISETUP_VCENTER_PASSWORD", SystemdName = "vcenter-password";

    private readonly ConcurrentDictionary<(string, string), Secret> _answered = [];

    public void Remember(VCenterEndpoint endpoint, Secret password) => _answered[Key(endpoint)] = password;

    /// <param name="endpoint">Whose password.</param>
    /// <param name="isAgain">Whether the one before was wrong.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ProblemException">There was no answer.</exception>
    public async Task<Secret> AskAsync(VCenterEndpoint endpoint, bool isAgain, CancellationToken cancel)
        => await ask(T($"{(isAgain ? T("It was not accepted. ") : "")}Password of '{endpoint.User}' on {endpoint.Address}:"), cancel).ConfigureAwait(false) ?? throw new ProblemException([Problem.Error(
            VCenterEndpoint.PasswordField,
            T($"The password of '{endpoint.User}' on {endpoint.Address} is missing."),
            T($"Answer it ({{\"env\": \"NAME\"}} or {{\"file\": \"PATH\"}} in an answer file), or name a file in {FileVariable}."))]);

    /// <summary>One that nobody has to be asked for; null when there is none. <exception cref="ProblemException">A file cannot be read.</exception></summary>
    public Secret? Find(VCenterEndpoint endpoint)
    {
        if (_answered.TryGetValue(Key(endpoint), out var answered))
        {
            return answered;
        }

        if (variable(FileVariable) is { Length: > 0 } path)
        {
            return new Secret(Read(path));
        }

        if (variable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, SystemdName)))
        {
            return new Secret(Read(Path.Combine(folder, SystemdName)));
        }

        return variable(Variable) is { Length: > 0 } text ? new Secret(text) : null;
    }

    /// <summary>Whether the password came by the environment of this process alone, or by what goes with its unit.</summary>
    public static bool IsInherited(Func<string, string?> variable)
        => string.IsNullOrEmpty(variable(FileVariable))
            && (variable(Variable) is { Length: > 0 } || (variable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, SystemdName))));

    private static string Read(string path)
    {
        try
        {
            return new AnswerSources().File(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException([Problem.Error(VCenterEndpoint.PasswordField, T($"The file {path} with the password cannot be read: {unreadable.Message}"), T("Check the path and its permissions."))]);
        }
    }

    private static (string, string) Key(VCenterEndpoint endpoint) => (endpoint.Address.ToString(), endpoint.User);
}
