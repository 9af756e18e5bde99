using System.Runtime.InteropServices;

namespace TuiSetup.TestKit;

/// <summary>Starts a child that leads a session with a controlling terminal.</summary>
internal static unsafe class Spawn
{
    private const short NewSession = 0x80, DefaultSignals = 0x04, SignalMask = 0x08;

    // Larger than the C library's posix_spawnattr_t (336), posix_spawn_file_actions_t (80) and sigset_t (128).
    private const int OpaqueSize = 512;

    public static int Start(SpawnRequest request)
    {
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        Require(Libc.posix_spawn_file_actions_init(actions), "posix_spawn_file_actions_init");
        Require(Libc.posix_spawnattr_init(attributes), "posix_spawnattr_init");
        using var arguments = new CStrings([request.File, .. request.Arguments]);
        using var environment = new CStrings(request.Environment.Select(pair => $"{pair.Key}={pair.Value}"));
        try
        {
            Describe(attributes);
            Describe(actions, request);
            Require(
                Libc.posix_spawnp(out var pid, request.File, actions, attributes, arguments.Pointer, environment.Pointer),
                "posix_spawnp " + request.File);
            return pid;
        }
        finally
        {
            _ = Libc.posix_spawn_file_actions_destroy(actions);
            _ = Libc.posix_spawnattr_destroy(attributes);
        }
    }

    private static void Describe(byte* attributes)
    {
        var signals = stackalloc byte[OpaqueSize];
        _ = Libc.sigfillset(signals);
        _ = Libc.sigdelset(signals, Libc.Sigkill);
        _ = Libc.sigdelset(signals, Libc.Sigstop);
        Require(Libc.posix_spawnattr_setsigdefault(attributes, signals), "posix_spawnattr_setsigdefault");
        _ = Libc.sigemptyset(signals);
        Require(Libc.posix_spawnattr_setsigmask(attributes, signals), "posix_spawnattr_setsigmask");
        Require(
            Libc.posix_spawnattr_setflags(attributes, NewSession | DefaultSignals | SignalMask),
            "posix_spawnattr_setflags");
    }

    // The session is new when the actions run, so the first terminal opened becomes the controlling one.
    private static void Describe(byte* actions, SpawnRequest request)
    {
        Open(actions, 0, request.ControllingTerminal);
        Stream(actions, 1, request.StdoutIsTty);
        Stream(actions, 2, request.StderrIsTty);
        if (!request.StdinIsTty)
        {
            Open(actions, 0, "/dev/null");
        }

        foreach (var (ours, theirs) in request.Inherited)
        {
            Require(Libc.posix_spawn_file_actions_adddup2(actions, ours, theirs), "adddup2");
        }

        CloseOthers(actions, [.. request.Inherited.Select(pair => pair.Theirs)]);
        if (request.WorkingDirectory is { } directory)
        {
            Require(Libc.posix_spawn_file_actions_addchdir_np(actions, directory), "addchdir");
        }
    }

    private static void Stream(byte* actions, int fd, bool isTty)
    {
        if (isTty)
        {
            Require(Libc.posix_spawn_file_actions_adddup2(actions, 0, fd), "adddup2");
        }
        else
        {
            Open(actions, fd, "/dev/null");
        }
    }

    // Descriptors that we ourselves inherited without the close-on-exec mark would go on to the child.
    private static void CloseOthers(byte* actions, HashSet<int> kept)
    {
        var fd = 3;
        for (var last = Math.Max(2, kept.DefaultIfEmpty().Max()); fd <= last; fd++)
        {
            if (!kept.Contains(fd))
            {
                Require(Libc.posix_spawn_file_actions_addclose(actions, fd), "addclose");
            }
        }

        Require(Libc.posix_spawn_file_actions_addclosefrom_np(actions, fd), "addclosefrom");
    }

    private static void Open(byte* actions, int fd, string path) =>
        Require(Libc.posix_spawn_file_actions_addopen(actions, fd, path, Libc.ReadWrite, 0), "addopen");

    private static void Require(int error, string call)
    {
        if (error != 0)
        {
            throw Libc.Failure(call, error);
        }
    }

    /// <summary>A null-terminated array of C strings.</summary>
    private sealed class CStrings : IDisposable
    {
        private readonly nint[] strings;
        private readonly GCHandle handle;

        public CStrings(IEnumerable<string> values)
        {
            strings = [.. values.Select(CString), 0];
            handle = GCHandle.Alloc(strings, GCHandleType.Pinned);
        }

        public byte** Pointer => (byte**)handle.AddrOfPinnedObject();

        private static nint CString(string value)
        {
            byte[] bytes = [.. EscapedBytes.Of(value), 0];
            var memory = Marshal.AllocCoTaskMem(bytes.Length);
            Marshal.Copy(bytes, 0, memory, bytes.Length);
            return memory;
        }

        public void Dispose()
        {
            handle.Free();
            Array.ForEach(strings, Marshal.FreeCoTaskMem);
        }
    }
}
