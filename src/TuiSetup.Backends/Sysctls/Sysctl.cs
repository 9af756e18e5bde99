using TuiSetup.Backends.Files;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Sysctls;

/// <summary>Kernel settings by their files in /proc/sys (sysctl(8)), those of net/ in the network namespace of this process.</summary>
internal sealed class Sysctl(RootFiles files)
{
    private const string Root = "/proc/sys/";

    /// <summary>
    /// A key as sysctl.d(5) takes it: parts with dots between them, or with slashes where a part, such as the interface
    /// <c>eth0.10</c>, has a dot itself.
    /// </summary>
    public static string Key(params string[] parts) => string.Join(parts.Any(part => part.Contains('.', StringComparison.Ordinal)) ? '/' : '.', parts);

    /// <summary>The value; null when there is no such setting, as for an interface that is not there.</summary>
    public string? Read(string key)
    {
        try
        {
            return File.ReadAllText(PathOf(key)).Trim();
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="BackendException">There is no such setting, or it cannot be written.</exception>
    public void Write(string key, string value)
    {
        try
        {
            using var file = new FileStream(PathOf(key), FileMode.Open, FileAccess.Write);
            file.Write(System.Text.Encoding.ASCII.GetBytes(value));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(
                BackendFailure.Failed,
                refused is FileNotFoundException or DirectoryNotFoundException ? T($"There is no {key} any more: its interface has gone.") : T($"{key} cannot be set to {value}. {refused.Message}"),
                inner: refused);
        }
    }

    /// <summary>Interfaces that have settings of a family, without <c>all</c> and <c>default</c>.</summary>
    /// <param name="family">ipv4 or ipv6.</param>
    public IReadOnlyList<string> Interfaces(string family)
    {
        var folder = files.PathOf($"{Root}net/{family}/conf");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name is not ("all" or "default")).Order(StringComparer.Ordinal)]
            : [];
    }

    private string PathOf(string key) => files.PathOf(Root + (key.Contains('/', StringComparison.Ordinal) ? key : key.Replace('.', '/')));
}
