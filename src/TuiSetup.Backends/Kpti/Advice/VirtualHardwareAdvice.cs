using TuiSetup.Backends.VSphere;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Advice;

/// <summary>What vCenter tells of this machine's virtual hardware, where it is asked.</summary>
internal static class VirtualHardwareAdvice
{
    /// <summary>The first version that passes on PCID and INVPCID.</summary>
    private const int FirstWithPcid = 11;

    /// <summary>A sentence for the report.</summary>
    /// <param name="context">Names the vCenter.</param>
    /// <param name="user">Who logs in there.</param>
    /// <param name="fingerprint">SHA-256 of its certificate; empty to go by authorities and by what was accepted before.</param>
    /// <param name="macs">MAC addresses of this machine.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="Core.Problems.BackendException">It cannot be reached, or refuses.</exception>
    public static async Task<string> AskAsync(BackendContext context, string user, string fingerprint, IReadOnlySet<string> macs, CancellationToken cancel)
    {
        var answers = AnswerSheet.Empty.With(VCenterEndpoint.UserField, Value.Of(user)).With(VCenterEndpoint.FingerprintField, Value.Of(fingerprint));
        var endpoint = VCenterEndpoint.From(answers, context.VCenter);
        await using var sessions = new VCenterSessions(context);
        return await VSphereErrors.RunAsync(
            endpoint,
            async () =>
            {
                var session = await sessions.OpenAsync(endpoint, cancel).ConfigureAwait(false);
                return Sentence(await VirtualHardware.FindAsync(session, macs, cancel).ConfigureAwait(false), endpoint.Address.ToString());
            },
            cancel).ConfigureAwait(false);
    }

    internal static string Sentence(VirtualHardware? hardware, string vcenter) => hardware switch
    {
        null => T($"{vcenter} has no machine with a network card of this one, so nothing is known of its virtual hardware."),
        { Generation: < FirstWithPcid } => T($"In vCenter this is '{hardware.Name}' with virtual hardware {hardware.Version}, which passes on no PCID: raise it to vmx-{FirstWithPcid} or later, with the machine off."),
        _ => T($"In vCenter this is '{hardware.Name}' with virtual hardware {hardware.Version}, which can pass on PCID{(hardware.EvcMode.Length > 0 ? T($"; as it runs it needs EVC mode {hardware.EvcMode}") : "")}."),
    };
}
