using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>
/// The password of a broker: from the file that TUISETUP_BROKER_PASSWORD_FILE names, from systemd's credential
/// <c>broker-password</c>, from TUISETUP_BROKER_PASSWORD, or from the address where that came from the environment.
/// </summary>
internal static class BrokerPassword
{
    public const string FileVariable = "TUISETUP_BROKER_PASSWORD_FILE";

    private static readonly SecretPlace Place = new(T("the broker's password"), FileVariable, "broker-password", "TUISETUP_BROKER_PASSWORD");

    /// <exception cref="ProblemException">There is none, or its file cannot be read, or others can read it.</exception>
    public static Secret Find(BrokerEndpoint endpoint, Func<string, string?> variable)
    {
        if (Place.Find(variable) is { } found)
        {
            return found;
        }

        // The broker itself lets its usual user in from its own machine alone.
        return (endpoint.Password ?? (endpoint.IsUsualUser ? endpoint.User : null)) is { } text
            ? new Secret(text)
            : throw new ProblemException([Problem.Error(null, T($"The password of '{endpoint.User}' on the broker is missing."), T($"Put it into a file of mode 0600, and its path into {FileVariable}."))]);
    }
}
