using System.Collections.Concurrent;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere;

/// <summary>
/// Passwords of this process: those that were answered, else from TUISETUP_VCENTER_PASSWORD_FILE, from systemd's
/// credential <c>vcenter-password</c>, or from TUISETUP_VCENTER_PASSWORD. They are never written down.
/// </summary>
internal sealed class Credentials(Func<string, string?> variable)
{
    public const string FileVariable = "TUISETUP_VCENTER_PASSWORD_FILE", Variable = "TUISETUP_VCENTER_PASSWORD", SystemdName = "vcenter-password";

    private readonly ConcurrentDictionary<(string, string), Secret> _answered = [];

    public void Remember(VCenterEndpoint endpoint, Secret password) => _answered[Key(endpoint)] = password;

    /// <exception cref="ProblemException">There is none.</exception>
    public Secret Find(VCenterEndpoint endpoint)
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

        return variable(Variable) is { Length: > 0 } text ? new Secret(text) : throw new ProblemException([Problem.Error(
            VCenterEndpoint.PasswordField,
            $"The password of '{endpoint.User}' on {endpoint.Address} is missing.",
            $"Answer it ({{\"env\": \"NAME\"}} or {{\"file\": \"PATH\"}} in an answer file), or name a file in {FileVariable}.")]);
    }

    private static string Read(string path)
    {
        try
        {
            return new AnswerSources().File(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException([Problem.Error(VCenterEndpoint.PasswordField, $"The file {path} with the password cannot be read: {unreadable.Message}", "Check the path and its permissions.")]);
        }
    }

    private static (string, string) Key(VCenterEndpoint endpoint) => (endpoint.Address.ToString(), endpoint.User);
}
