namespace TuiSetup.TestKit;

/// <summary>The pipes between us and a child: what it writes to them is kept.</summary>
internal sealed class PtyPipes : IDisposable
{
    private const int DuplicateCloseOnExec = 1030;

    // Above any descriptor a child is given, so that giving one does not close another.
    private const int LowestOurs = 100;

    private readonly Dictionary<int, (int Theirs, MemoryStream Bytes)> outputs = [];
    private readonly List<int> childEnds = [];
    private int stdin = -1;

    public PtyPipes(PtyOptions options, List<(int Ours, int Theirs)> inherited)
    {
        if (options.Stdin == PtyStream.Pipe)
        {
            var (read, write) = Descriptors.Pipe();
            stdin = write;
            inherited.Add((Raise(read), 0));
        }

        AddOutput(1, options.Stdout == PtyStream.Pipe, inherited);
        AddOutput(2, options.Stderr == PtyStream.Pipe, inherited);
        foreach (var descriptor in options.ExtraOutputs)
        {
            AddOutput(descriptor, true, inherited);
        }
    }

    public IEnumerable<int> Sources => outputs.Keys;

    /// <summary>Whether what was written to the child's standard input has been read.</summary>
    public unsafe bool InputIsRead
    {
        get
        {
            var waiting = 0;
            return stdin < 0 || Libc.ioctl_count(stdin, Libc.BytesWaiting, &waiting) < 0 || waiting == 0;
        }
    }

    public void Received(int source, ReadOnlySpan<byte> bytes) => outputs[source].Bytes.Write(bytes);

    public string Text(int descriptor) => EscapedBytes.ToText(
        outputs.Values.Where(output => output.Theirs == descriptor).Select(output => output.Bytes.ToArray()).SingleOrDefault()
        ?? throw new InvalidOperationException($"Descriptor {descriptor} of the child is no pipe."));

    public void Write(ReadOnlySpan<byte> bytes) => Descriptors.Write(stdin, bytes);

    public void CloseStdin() => stdin = Descriptors.Close(stdin);

    /// <summary>Lets go of the ends that are the child's now, so that its end is the end of the pipe.</summary>
    public void ReleaseChildEnds()
    {
        childEnds.ForEach(fd => Descriptors.Close(fd));
        childEnds.Clear();
    }

    public void Dispose()
    {
        ReleaseChildEnds();
        CloseStdin();
        foreach (var source in Sources)
        {
            Descriptors.Close(source);
        }
    }

    private void AddOutput(int theirs, bool wanted, List<(int Ours, int Theirs)> inherited)
    {
        if (wanted)
        {
            var (read, write) = Descriptors.Pipe();
            Descriptors.MakeNonBlocking(read);
            outputs.Add(read, (theirs, new MemoryStream()));
            inherited.Add((Raise(write), theirs));
        }
    }

    private int Raise(int fd)
    {
        var raised = Libc.Checked(Libc.fcntl(fd, DuplicateCloseOnExec, LowestOurs), "F_DUPFD_CLOEXEC");
        Descriptors.Close(fd);
        childEnds.Add(raised);
        return raised;
    }
}
