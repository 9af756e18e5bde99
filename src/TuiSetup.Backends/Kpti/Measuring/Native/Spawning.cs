using System.Runtime.InteropServices;

namespace TuiSetup.Backends.Kpti.Measuring.Native;

/// <summary>Starting a process as posix_spawn(3) does: the new one runs on the CPU that the calling thread is pinned to.</summary>
internal static unsafe partial class Spawning
{
    /// <summary>Larger than posix_spawn_file_actions_t of any libc.</summary>
    private const int ActionsSize = 256;

    private const string Library = "libc";

    /// <summary>Starts a program, without environment, with two descriptors as its input and output.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static int Start(CWords command, int input, int output)
    {
        var actions = stackalloc byte[ActionsSize];
        _ = posix_spawn_file_actions_init(actions);
        try
        {
            _ = posix_spawn_file_actions_adddup2(actions, input, 0);
            _ = posix_spawn_file_actions_adddup2(actions, output, 1);
            int process;
            var error = posix_spawn(&process, command.First, actions, null, command.Start, command.None);
            return error == 0 ? process : throw new IOException(T($"A second process cannot be started: {Marshal.GetPInvokeErrorMessage(error)}."));
        }
        finally
        {
            _ = posix_spawn_file_actions_destroy(actions);
        }
    }

    /// <summary>
    /// Makes a process that ends at once, because its program does not exist, and waits for its end. The C library does
    /// all of it, in memory that both share, so nothing of this program is copied and nothing of it runs in the other.
    /// </summary>
    /// <returns>The error of execve(2).</returns>
    public static int MakeAndEnd(CWords missing)
    {
        int process;
        return posix_spawn(&process, missing.First, null, null, missing.Start, missing.None);
    }

    [LibraryImport(Library)]
    private static partial int posix_spawn(int* process, byte* program, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [LibraryImport(Library)]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);
}
