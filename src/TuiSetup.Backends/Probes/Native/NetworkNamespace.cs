using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Probes.Native;

/// <summary>A network namespace (network_namespaces(7)) of this machine, held open.</summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const string Named = "/run/netns", Processes = "/proc";

    /// <summary>CLONE_NEWNET of setns(2).</summary>
    private const int CloneNewNet = 0x40000000;

    private readonly SafeFileHandle? _handle;

    private NetworkNamespace(string name, SafeFileHandle? handle)
    {
        Name = name;
        _handle = handle;
    }

    /// <summary>Its name at ip-netns(8), or the process that is in it; empty for the one of this process.</summary>
    public string Name { get; }

    public bool IsOwn => _handle is null;

    public int Descriptor => (int)_handle!.DangerousGetHandle();

    public static NetworkNamespace Own { get; } = new("", null);

    /// <summary>All others that can be found: those with a name, and those that only a process is in.</summary>
    public static IReadOnlyList<NetworkNamespace> Others()
    {
        var found = new List<NetworkNamespace>();
        foreach (var file in Directory.Exists(Named) ? Directory.GetFiles(Named).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            Add(found, Path.GetFileName(file), file);
        }

        var seen = new HashSet<string?> { LinkOf($"{Processes}/self/ns/net") };
        foreach (var process in Directory.EnumerateDirectories(Processes).Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            var file = process + "/ns/net";
            if (LinkOf(file) is { } link && seen.Add(link))
            {
                Add(found, "process " + Path.GetFileName(process), file);
            }
        }

        return found;
    }

    /// <summary>Runs work on a thread of its own in the namespace. Sockets that it opens stay there.</summary>
    /// <exception cref="BackendException">The kernel does not let us in.</exception>
    public T Run<T>(Func<T> work)
    {
        if (IsOwn)
        {
            return work();
        }

        var done = new TaskCompletionSource<T>();
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(setns(Descriptor, CloneNewNet) == 0 ? work() : throw Refused(Marshal.GetLastPInvokeError()));
            }
            catch (Exception failed)
            {
                done.SetException(failed);
            }
        })
        {
            IsBackground = true,
            Name = "namespace " + Name,
        };
        thread.Start();
        return done.Task.GetAwaiter().GetResult();
    }

    public void Dispose() => _handle?.Dispose();

    private BackendException Refused(int error)
        => new(BackendFailure.Failed, T($"The network namespace {Name} cannot be entered: {Marshal.GetPInvokeErrorMessage(error)}. Run this as root."), Marshal.GetPInvokeErrorMessage(error));

    private static void Add(List<NetworkNamespace> found, string name, string file)
    {
        try
        {
            found.Add(new NetworkNamespace(name, File.OpenHandle(file)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is not ours to see.
        }
    }

    private static string? LinkOf(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(int descriptor, int kind);
}
