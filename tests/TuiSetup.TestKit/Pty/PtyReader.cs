using System.Runtime.InteropServices;

namespace TuiSetup.TestKit;

/// <summary>One thread that waits for bytes, for the end of the child if there is one, and for being told to stop.</summary>
internal sealed class PtyReader : IDisposable
{
    private readonly ChildProcess? child;
    private readonly List<int> sources;
    private readonly Action<int, ReadOnlyMemory<byte>, long> received;
    private readonly Action ended;
    private readonly int wake;
    private readonly ManualResetEventSlim released = new();
    private readonly Lock draining = new();
    private readonly Thread thread;
    private readonly byte[] buffer = new byte[65536];
    private volatile bool stopping;
    private volatile int toRelease = -1;

    public PtyReader(
        ChildProcess? child, IEnumerable<int> sources, Action<int, ReadOnlyMemory<byte>, long> received, Action ended)
    {
        this.child = child;
        this.sources = [.. sources];
        this.received = received;
        this.ended = ended;
        wake = Libc.Checked(Libc.eventfd(0, Libc.CloseOnExec), "eventfd");
        thread = new(Run) { IsBackground = true, Name = "pty " + child?.Pid };
        thread.Start();
    }

    /// <summary>Reads a source no more; it can be closed when this returns.</summary>
    public void Release(int source)
    {
        toRelease = source;
        Wake();
        released.Wait();
    }

    /// <summary>Reads what a source has; all that was written to it before has been received on return.</summary>
    public void DrainNow(int source)
    {
        lock (draining)
        {
            if (sources.Contains(source))
            {
                Drain(source);
            }
        }
    }

    public void Dispose()
    {
        stopping = true;
        Wake();
        thread.Join();
        Descriptors.Close(wake);
        released.Dispose();
    }

    private void Wake() => Descriptors.Write(wake, BitConverter.GetBytes(1L));

    private void Run()
    {
        var childRuns = child is not null;
        while (true)
        {
            Libc.PollFd[] wanted =
            [
                Readable(wake), Readable(childRuns ? child!.EndDescriptor : -1), .. sources.Select(Readable),
            ];
            Poll(wanted);
            if (stopping)
            {
                return;
            }

            if (wanted[0].Happened != 0)
            {
                lock (draining)
                {
                    _ = Descriptors.Read(wake, buffer);
                    sources.Remove(toRelease);
                }

                released.Set();
            }

            // A read that finds nothing has flushed what the kernel still had on its way, so what the child
            // wrote before its end is here before its end is told.
            lock (draining)
            {
                foreach (var source in sources.ToArray())
                {
                    Drain(source);
                }
            }

            if (childRuns && wanted[1].Happened != 0 && child!.TryReap())
            {
                childRuns = false;
                ended();
            }
        }
    }

    private void Drain(int source)
    {
        while (true)
        {
            var count = Descriptors.Read(source, buffer);
            if (count > 0)
            {
                received(source, buffer.AsMemory(0, count), TimeProvider.System.GetTimestamp());
                continue;
            }

            if (count == 0)
            {
                sources.Remove(source);
            }

            return;
        }
    }

    private static Libc.PollFd Readable(int fd) => new() { Fd = fd, Events = Libc.PollIn };

    private static unsafe void Poll(Libc.PollFd[] wanted)
    {
        fixed (Libc.PollFd* start = wanted)
        {
            if (Libc.poll(start, (nuint)wanted.Length, -1) < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error != Libc.Eintr)
                {
                    throw Libc.Failure("poll", error);
                }
            }
        }
    }
}
