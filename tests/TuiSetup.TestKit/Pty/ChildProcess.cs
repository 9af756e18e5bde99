namespace TuiSetup.TestKit;

/// <summary>A child that is ours to signal until it is reaped, and never after.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const nint PidfdOpen = 434;
    private const int DoNotWait = 1;

    private readonly Lock gate = new();
    private int? exitCode;
    private int pidfd;

    public ChildProcess(int pid)
    {
        Pid = pid;
        pidfd = Libc.Checked((int)Libc.syscall(PidfdOpen, pid, 0), "pidfd_open");
    }

    public int Pid { get; }

    /// <summary>Kills a process that need not be a child of ours, and returns when it is dead.</summary>
    public static unsafe void KillAndWait(int pid)
    {
        var pidfd = Libc.Checked((int)Libc.syscall(PidfdOpen, pid, 0), "pidfd_open");
        _ = Libc.kill(pid, Libc.Sigkill);
        var dead = new Libc.PollFd { Fd = pidfd, Events = Libc.PollIn };
        _ = Libc.poll(&dead, 1, -1);
        Descriptors.Close(pidfd);
    }

    /// <summary>Readable once the child has ended.</summary>
    public int EndDescriptor => pidfd;

    public int? ExitCode
    {
        get
        {
            lock (gate)
            {
                return exitCode;
            }
        }
    }

    public void Signal(int signal)
    {
        lock (gate)
        {
            if (exitCode is null)
            {
                _ = Libc.kill(Pid, signal);
            }
        }
    }

    /// <summary>Takes the status of a child that has ended.</summary>
    public unsafe bool TryReap(bool wait = false)
    {
        lock (gate)
        {
            int status;
            if (exitCode is null && Libc.waitpid(Pid, &status, wait ? 0 : DoNotWait) == Pid)
            {
                var signal = status & 0x7f;
                exitCode = signal == 0 ? (status >> 8) & 0xff : 128 + signal;
            }

            return exitCode is not null;
        }
    }

    public void Dispose() => pidfd = Descriptors.Close(pidfd);
}
