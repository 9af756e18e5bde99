using System.Runtime.InteropServices;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>The command of a session: a child with our environment and descriptors.</summary>
internal sealed unsafe class ScriptProcess
{
    /// <summary>Larger than the C library's posix_spawnattr_t (336), posix_spawn_file_actions_t (80) and sigset_t (128).</summary>
    private const int OpaqueSize = 512;

    /// <summary>Where the controlling terminal is opened, above what a shell gives its children.</summary>
    private const int Aside = 251;

    private const int Kill = 9, Stop = 19;

    private readonly bool _leads;

    private ScriptProcess(int id, bool leads) => (Id, _leads) = (id, leads);

    public int Id { get; }

    /// <summary>Starts a command, which is looked up in PATH.</summary>
    /// <param name="command">Its words.</param>
    /// <param name="terminal">Becomes its controlling terminal, and takes the place of each standard descriptor that is ours; null leaves it with ours.</param>
    /// <exception cref="WhiptailEnd">It could not be started; 127 and 126 are what a shell returns then.</exception>
    public static ScriptProcess Start(IReadOnlyList<string> command, ScriptTerminal? terminal)
    {
        byte* actions = stackalloc byte[OpaqueSize], attributes = stackalloc byte[OpaqueSize], signals = stackalloc byte[OpaqueSize];
        NativeSession.NewActions(actions);
        NativeSession.NewAttributes(attributes);

        // The runtime ignores SIGPIPE; a shell script must not.
        NativeSession.AllSignals(signals);
        NativeSession.WithoutSignal(signals, Kill);
        NativeSession.WithoutSignal(signals, Stop);
        NativeSession.SetDefaultSignals(attributes, signals);
        NativeSession.NoSignals(signals);
        NativeSession.SetSignalMask(attributes, signals);
        NativeSession.SetFlags(attributes, (short)(NativeSession.DefaultSignals | NativeSession.SignalMask | (terminal is null ? 0 : NativeSession.NewSession)));
        if (terminal is not null)
        {
            Connect(actions, terminal);
        }

        var words = Strings(command);
        int id;
        var error = NativeSession.Spawn(&id, command[0], actions, attributes, words, Environment());
        NativeSession.FreeActions(actions);
        Free(words, command.Count);
        return error switch
        {
            0 => new ScriptProcess(id, terminal is not null),
            NativeSession.NoSuchFile => throw new WhiptailEnd(T($"{command[0]}: not found\n"), 127),
            _ => throw new WhiptailEnd($"{command[0]}: {Marshal.GetPInvokeErrorMessage(error)}\n", 126),
        };
    }

    /// <summary>Waits on a thread of its own, and completes in a context.</summary>
    public Task<int> WaitAsync(SynchronizationContext context)
    {
        var ended = new TaskCompletionSource<int>();
        new Thread(() =>
        {
            var exitCode = Wait();
            context.Post(_ => ended.SetResult(exitCode), null);
        })
        { IsBackground = true }.Start();
        return ended.Task;
    }

    /// <summary>Waits for its end. The result is the exit code; 128 and the number after a signal.</summary>
    public int Wait()
    {
        int status;
        while (NativeSession.WaitFor(Id, &status, 0) < 0 && Marshal.GetLastPInvokeError() == NativeTerminal.Interrupted)
        {
        }

        return (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
    }

    /// <summary>Sends a signal to the command, and to what it started in its group when that is its own.</summary>
    public void Signal(int number) => _ = NativeTerminal.Kill(_leads ? -Id : Id, number);

    /// <summary>The child's session is new when this happens, so the first terminal it opens becomes its controlling one.</summary>
    private static void Connect(byte* actions, ScriptTerminal terminal)
    {
        NativeSession.AddOpen(actions, Aside, terminal.Name, NativeSession.ReadWrite, 0);
        for (var descriptor = 0; descriptor <= 2; descriptor++)
        {
            if (NativeTerminal.IsTerminal(descriptor) == 1)
            {
                NativeSession.AddCopy(actions, Aside, descriptor);
            }
        }

        NativeSession.AddClose(actions, Aside);
    }

    /// <summary>The C library's own, with bytes that are no text as they are.</summary>
    private static byte** Environment() => *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");

    private static byte** Strings(IReadOnlyList<string> words)
    {
        var strings = (byte**)NativeMemory.AllocZeroed((nuint)(words.Count + 1), (nuint)sizeof(byte*));
        for (var index = 0; index < words.Count; index++)
        {
            strings[index] = (byte*)Marshal.StringToCoTaskMemUTF8(words[index]);
        }

        return strings;
    }

    private static void Free(byte** strings, int count)
    {
        for (var index = 0; index < count; index++)
        {
            Marshal.FreeCoTaskMem((nint)strings[index]);
        }

        NativeMemory.Free(strings);
    }
}
