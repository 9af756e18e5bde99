using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Backends.Sysctls;

namespace TuiSetup.Backends.Relay;

/// <summary>Reads what a relay depends on. What cannot be read is told of, and does not hide the rest.</summary>
internal sealed class RelayReader(BackendContext context, LocalIdentity identity, RootFiles files, Sysctl sysctl, INft nft)
{
    /// <summary>Where sd_booted(3) looks.</summary>
    private const string Booted = "/run/systemd/system";

    private const string LegacyTables = "/proc/self/net/ip_tables_names";

    public RelayFacts Read()
    {
        var (ruleset, failure) = (new NftRuleset([]), "");
        try
        {
            ruleset = context.Host is null ? nft.Read() : ruleset;
        }
        catch (NftException failed)
        {
            failure = failed.Message;
        }

        var hasSystemd = Directory.Exists(files.PathOf(Booted));
        return new RelayFacts(identity.Target(), RelayInterface.ReadAll(), ruleset, sysctl)
        {
            NftFailure = context.Host is { } host ? T($"A relay is set up on the machine itself, not on {host} from here. Run tuisetup there.") : failure,
            HasLegacyRules = NetAdmin.IsGranted() && files.Lines(LegacyTables).Count > 0,
            HasSystemd = hasSystemd,
            MissingTools = hasSystemd ? [.. new[] { RelayUnits.Nft }.Where(tool => !files.Exists(tool))] : [],
            Session = LocalSession.Read(context.Variable),
        };
    }
}
