using System.Text;

namespace TuiSetup.TestKit;

/// <summary>
/// The two ends of a pseudo-terminal. Our own hold on the slave keeps the master readable
/// while the child has no descriptor on it, and its modes readable after the child's end.
/// </summary>
internal sealed class PtyPair : IDisposable
{
    private int slave;

    public PtyPair(int columns, int rows)
    {
        Master = Libc.Checked(
            Libc.posix_openpt(Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec), "posix_openpt");
        Libc.Checked(Libc.grantpt(Master), "grantpt");
        Libc.Checked(Libc.unlockpt(Master), "unlockpt");
        SlavePath = PathOf(Master);
        Resize(columns, rows);
        slave = Libc.Checked(
            Libc.open(SlavePath, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec), "open " + SlavePath);
        Descriptors.MakeNonBlocking(Master);
    }

    public int Master { get; private set; }

    public string SlavePath { get; }

    /// <summary>Whether what was typed has been read. To ask moves on what the kernel still had on its way.</summary>
    public unsafe bool InputIsRead
    {
        get
        {
            var poll = new Libc.PollFd { Fd = slave, Events = Libc.PollIn };
            return Libc.poll(&poll, 1, 0) == 0;
        }
    }

    public unsafe void Resize(int columns, int rows)
    {
        var size = new Libc.WindowSize { Columns = (ushort)columns, Rows = (ushort)rows };
        Libc.Checked(Libc.ioctl(Master, Libc.SetWindowSize, &size), "TIOCSWINSZ");
    }

    public void Dispose()
    {
        Master = Descriptors.Close(Master);
        slave = Descriptors.Close(slave);
    }

    private static unsafe string PathOf(int master)
    {
        var name = stackalloc byte[128];
        var error = Libc.ptsname_r(master, name, 128);
        if (error != 0)
        {
            throw Libc.Failure("ptsname_r", error);
        }

        return Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
    }
}
