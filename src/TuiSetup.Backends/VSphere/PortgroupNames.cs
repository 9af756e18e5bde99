using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere;

/// <summary>A distributed port group by its MoRef, its key and its name.</summary>
internal sealed record PortgroupName(MoRef Ref, string Key, string Name);

/// <summary>
/// Finds distributed port groups of a switch by name or key. Plans name port groups that do not exist yet; what was
/// not found is looked up again.
/// </summary>
internal sealed class PortgroupNames(VimClient client) : IDisposable
{
    private readonly PropertyReader _properties = new(client);
    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly Dictionary<string, IReadOnlyList<PortgroupName>> _known = [];

    public async Task<PortgroupName?> FindAsync(MoRef dvs, Func<PortgroupName, bool> wanted, CancellationToken cancel)
    {
        await _lock.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_known.TryGetValue(dvs.Value, out var known) && known.FirstOrDefault(wanted) is { } found)
            {
                return found;
            }

            return (_known[dvs.Value] = await ReadAsync(dvs, cancel).ConfigureAwait(false)).FirstOrDefault(wanted);
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>Keys of every port group of a switch.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(MoRef dvs, CancellationToken cancel)
        => [.. (await ReadAsync(dvs, cancel).ConfigureAwait(false)).Select(group => group.Key)];

    public void Dispose() => _lock.Dispose();

    /// <summary>After port groups were made, renamed or removed.</summary>
    public void Forget(MoRef dvs) => _known.Remove(dvs.Value);

    private async Task<IReadOnlyList<PortgroupName>> ReadAsync(MoRef dvs, CancellationToken cancel)
    {
        var members = await _properties.ReadOneAsync(dvs, cancel, "portgroup").ConfigureAwait(false);
        var references = (members?["portgroup"]?.Children ?? []).Select(child => child.ToRef()).ToList();
        return [.. (await _properties.ReadAsync(references, ["name", "key"], cancel).ConfigureAwait(false))
            .Select(one => new PortgroupName(one.Ref, one.Text("key"), EntityName.Decode(one.Text("name"))))];
    }
}
