using TuiSetup.Backends.Nftables.Native;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Nftables;

/// <summary>The packet filter by libnftables; no process is started.</summary>
internal sealed class NftClient : INft
{
    public NftRuleset Read() => NftRulesetReader.Read(RunForOutput("list ruleset"));

    public void Run(string commands) => RunForOutput(commands);

    private static string RunForOutput(string commands)
    {
        if (!NetAdmin.IsGranted())
        {
            // The library would say so by itself, to the terminal.
            throw NftException.From("Error: Operation not permitted");
        }

        try
        {
            return LibNftables.TryRun(commands, out var output, out var error) ? output : throw NftException.From(error);
        }
        catch (DllNotFoundException missing)
        {
            throw new NftException(BackendFailure.Unreachable, T("libnftables.so.1 is not installed. Install the package libnftables1."), inner: missing);
        }
    }
}
