using System.Collections.Immutable;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>The kinds of steps that a relay is made of, on either layer.</summary>
internal sealed class RelaySteps(string backend, RootFiles files, UnitFileOperation units)
{
    /// <summary>Whether NetworkManager is installed, which takes what is in that folder.</summary>
    public bool HasNetworkManager => Directory.Exists(files.PathOf(Path.GetDirectoryName(RelayUnits.NetworkManagerFile)!));

    public Step Table(string target, string summary, NftTable? before, Value after)
        => Make(TableOperation.OperationName, target, summary, TableOperation.Of(before), after);

    public Step Settings(string target, string summary, ImmutableArray<(string Key, Value Value)> settings, Sysctl sysctl)
        => Make(SysctlOperation.OperationName, target, summary, SysctlOperation.Read(sysctl, settings.Select(setting => setting.Key)), Value.Map(settings));

    public Step File(string path, string summary, IEnumerable<string> lines)
        => Make(FileOperation.OperationName, path, summary, FileOperation.Read(files, path), Value.List(lines));

    public Step NetworkManagerFile(string summary, IEnumerable<string> lines)
        => Make(NmFileOperation.OperationName, RelayUnits.NetworkManagerFile, summary, FileOperation.Read(files, RelayUnits.NetworkManagerFile), Value.List(lines));

    public async Task<Step> UnitAsync(string name, string summary, IEnumerable<string> lines, CancellationToken cancel)
        => Make(UnitFileOperation.OperationName, name, summary, await units.ReadAsync(name, cancel), UnitFileOperation.Running(lines));

    public Step Make(string operation, string target, string summary, Value before, Value after) => HostStep.Make(backend, operation, target, summary, before, after);
}
