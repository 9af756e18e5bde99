using System.Runtime.InteropServices;

namespace TuiSetup.TestKit;

/// <summary>What is done with raw file descriptors.</summary>
internal static class Descriptors
{
    private const int GetFlags = 3, SetFlags = 4;
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(5);

    public static unsafe (int Read, int Write) Pipe()
    {
        var ends = stackalloc int[2];
        Libc.Checked(Libc.pipe2(ends, Libc.CloseOnExec), "pipe2");
        return (ends[0], ends[1]);
    }

    public static void MakeNonBlocking(int fd)
    {
        var flags = Libc.Checked(Libc.fcntl(fd, GetFlags, 0), "fcntl");
        Libc.Checked(Libc.fcntl(fd, SetFlags, flags | Libc.NonBlocking), "fcntl");
    }

    /// <summary>Closes it if it is open; the result is what to remember instead of it.</summary>
    public static int Close(int fd)
    {
        if (fd >= 0)
        {
            _ = Libc.close(fd);
        }

        return -1;
    }

    /// <summary>The number of bytes read; 0 at the end, -1 when there is nothing now.</summary>
    public static unsafe int Read(int fd, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            var count = (int)Libc.read(fd, start, (nuint)buffer.Length);
            if (count >= 0)
            {
                return count;
            }

            return Marshal.GetLastPInvokeError() is Libc.Eagain or Libc.Eintr ? -1 : 0;
        }
    }

    public static unsafe void Write(int fd, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var done = 0; done < bytes.Length;)
            {
                var count = (int)Libc.write(fd, start + done, (nuint)(bytes.Length - done));
                if (count >= 0)
                {
                    done += count;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error is not (Libc.Eagain or Libc.Eintr))
                {
                    throw Libc.Failure("write", error);
                }

                var poll = new Libc.PollFd { Fd = fd, Events = Libc.PollOut };
                if (Libc.poll(&poll, 1, (int)WritePatience.TotalMilliseconds) == 0)
                {
                    throw new TimeoutException($"The reader took {done} of {bytes.Length} bytes and no more.");
                }
            }
        }
    }
}
