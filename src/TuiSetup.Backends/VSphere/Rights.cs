using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere;

/// <summary>Asks vCenter whether the user may do what a plan needs (HasPrivilegeOnEntities).</summary>
internal static class Rights
{
    /// <summary>Objects in one question.</summary>
    private const int BatchSize = 500;

    /// <summary>What is missing, one problem a privilege.</summary>
    /// <param name="session">Whose rights.</param>
    /// <param name="needs">What is needed.</param>
    /// <param name="field">The field to blame.</param>
    /// <param name="cancel">Stops asking.</param>
    public static async Task<IReadOnlyList<Problem>> CheckAsync(
        VCenterSession session,
        IReadOnlyList<Need> needs,
        string field,
        CancellationToken cancel)
    {
        var problems = new List<Problem>();
        if (session.Client.Content.AuthorizationManager is not { } manager)
        {
            return problems;
        }

        foreach (var (objects, of, privileges) in needs)
        {
            foreach (var batch in objects.Distinct().Chunk(BatchSize))
            {
                foreach (var (privilege, count) in await MissingAsync(session, manager, batch, privileges, cancel).ConfigureAwait(false))
                {
                    problems.Add(Problem.Error(
                        field,
                        T($"'{session.Endpoint.User}' lacks the privilege {privilege} on {(count == batch.Length ? of : T($"{count} of {of}"))}."),
                        T("Ask for a role that has it.")) with { Check = "rights" });
                }
            }
        }

        return problems;
    }

    private static async Task<IEnumerable<(string Privilege, int Count)>> MissingAsync(VCenterSession session, MoRef manager, MoRef[] objects, IReadOnlyList<string> privileges, CancellationToken cancel)
    {
        var call = new SoapCall("HasPrivilegeOnEntities", manager, to =>
        {
            foreach (var one in objects)
            {
                to.Ref("entity", one);
            }

            to.Text("sessionId", session.Client.SessionKey);
            to.Texts("privId", privileges);
        });
        return (await session.Client.CallAsync(call, cancel).ConfigureAwait(false))
            .SelectMany(one => one.All("privAvailability")).Where(one => one.Truth("isGranted") == false)
            .GroupBy(one => one["privId"] ?? "?").Select(group => (group.Key, group.Count()));
    }
}
