using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere;

/// <summary>Turns what the client throws into what the engine and the user know.</summary>
internal static class VSphereErrors
{
    /// <summary>Runs it off the caller's thread: reading an inventory must not hold up a screen.</summary>
    /// <exception cref="BackendException">The server says no, or is not there.</exception>
    public static Task<T> RunAsync<T>(VCenterEndpoint endpoint, Func<Task<T>> work, CancellationToken cancel) => Task.Run(
        async () =>
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (VimFault fault)
            {
                throw new BackendException(BackendFailure.Failed, Explain(endpoint, fault), fault.Name, fault);
            }
            catch (CertificateException certificate)
            {
                throw Refused(endpoint, certificate);
            }
        },
        cancel);

    public static BackendException Refused(VCenterEndpoint endpoint, CertificateException refused)
        => new(
            BackendFailure.Unreachable,
            refused.IsChanged
                ? T($"The certificate of {endpoint.Address} is another one than was accepted ({refused.Message}). It is now {refused.Certificate}. If it was renewed, remove its line from known_vcenters in the state folder, or give the new SHA-256 as fingerprint.")
                : T($"The certificate of {endpoint.Address} is not accepted: {refused.Message}. It is {refused.Certificate}."),
            "certificate",
            refused);

    private static string Explain(VCenterEndpoint endpoint, VimFault fault) => fault.Name switch
    {
        "NoPermission" => T($"'{endpoint.User}' lacks the privilege {fault.Detail?["privilegeId"]} there. Ask for a role that has it."),
        "ConcurrentAccess" => T("Someone else goes on changing the same object; three attempts were in vain. Make the plan again when it is quiet."),
        "ResourceInUse" => T($"It is still in use ({fault.Message}). Take off what uses it first."),
        "VspanPortMoveFault" => T("Its port is in a mirror session, and such a port cannot be left. Take it out of the session first."),
        "CannotAccessNetwork" => T($"The machine's host cannot reach the network ({fault.Message}). Add the host to the switch."),
        _ => T($"vCenter says {fault.Message}."),
    };
}
