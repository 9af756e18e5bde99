using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Nftables;

/// <summary>nftables is not there, or refused; the message has its own words, without places in a text nobody has seen.</summary>
internal sealed class NftException(BackendFailure failure, string message, string? name = null, Exception? inner = null)
    : BackendException(failure, message, name, inner)
{
    /// <summary>From what the library said, such as <c>Error: Could not process rule: Operation not permitted</c>.</summary>
    public static NftException From(string error)
    {
        var line = error.Split('\n').FirstOrDefault(line => line.Contains("rror:", StringComparison.Ordinal))?.Trim() ?? error.Trim();
        var name = line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 1)..].Trim();
        return name switch
        {
            "Operation not permitted" => new NftException(BackendFailure.Unreachable, T("nftables lets only root in. Run this as root (CAP_NET_ADMIN)."), name),
            "Protocol not supported" or "Operation not supported" or "Invalid argument"
                => new NftException(BackendFailure.Unreachable, T($"This kernel has no nftables ({name}). Load the module nf_tables, or use a kernel that has it."), name),
            _ => new NftException(BackendFailure.Failed, T($"nftables refused it: {line}"), name),
        };
    }
}
