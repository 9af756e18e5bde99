using TuiSetup.Backends.Fleet;
using TuiSetup.Commands;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Flow;

/// <summary>The end of a wizard where there is a fleet: this machine, or others that make their own plan of the same answers.</summary>
internal sealed class FleetFlow(Composition program, IUserInterface ui)
{
    /// <summary>Whether this machine knows of a broker.</summary>
    public bool IsOffered => program.Variable(BrokerEndpoint.Variable) is { Length: > 0 };

    /// <summary>The exit code of the job; null: this machine is meant, after all.</summary>
    /// <param name="plan">The plan of this machine, whose answers are sent.</param>
    /// <param name="hasSecrets">Whether there are answers that must not be sent.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="OperationCanceledException">The user would rather do nothing.</exception>
    public async Task<int?> OfferAsync(Plan plan, bool hasSecrets, CancellationToken cancel)
    {
        switch (await ui.DecideAsync(
            new Decision(T("Where?"), T("Apply this on this machine, or send the answers to other machines, each of which makes its own plan of them?"), T("This machine"), T("These machines"), T("Cancel")) { Unsaid = 0 }, cancel))
        {
            case 0:
                return null;
            case 1 when hasSecrets:
                await ui.TellAsync(T("Not sent"), T("Among the answers is a secret, and no secret is sent. Use 'tuisetup dispatch' with an answer file: there {\"file\": \"NAME\"} has each host read its own."), cancel);
                return ExitCodes.Cancelled;
            case 1:
                return await SendAsync(plan, cancel);
            default:
                return ExitCodes.Cancelled;
        }
    }

    private async Task<int> SendAsync(Plan plan, CancellationToken cancel)
    {
        while (await ui.EnterAsync(T("These machines"), T("Names between commas, or the path of a file with one a line. All of them get the job once the first has done it."), cancel) is { } text)
        {
            try
            {
                var hosts = HostList.Read(text);
                return await new FleetJobs(program, null, json: false).ShowAsync(ui, JobTemplate.OfAnswers(plan), hosts, new DispatchOptions { Canary = 1, SignKey = FleetOptions.SignKeyOf(program, null) }, cancel);
            }
            catch (Exception refused) when (refused is ProblemException or BackendException or JournalException)
            {
                await ui.TellAsync(T("Not sent"), refused.Message, cancel);
            }
        }

        return ExitCodes.Cancelled;
    }
}
