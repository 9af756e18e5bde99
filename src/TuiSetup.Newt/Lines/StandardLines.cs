using System.Runtime.InteropServices;
using System.Text;
using static TuiSetup.Newt.Terminal.NativeTerminal;

namespace TuiSetup.Newt.Lines;

/// <summary>
/// Standard input, whatever it is, and a writer. /dev/tty is never opened, so that a program which answers through a
/// pipe is never left waiting for a keyboard.
/// </summary>
public sealed unsafe class StandardLines : ILineTerminal, IDisposable
{
    private const int MaxLine = 64 * 1024;
    private const int Input = 0;
    private readonly TextWriter _output;
    private readonly List<byte> _read = [];
    private readonly HiddenTyping _hidden = new(Input);
    private readonly int _wake = EventDescriptor(0, OpenCloseOnExec);
    private bool _ended;

    /// <param name="output">Where questions go.</param>
    public StandardLines(TextWriter output) => _output = output;

    /// <summary>Whether somebody types on standard input.</summary>
    public static bool InputIsTerminal => IsTerminal(Input) == 1;

    /// <summary>Whether standard output is a terminal.</summary>
    public static bool OutputIsTerminal => IsTerminal(1) == 1;

    /// <summary>Whether standard error is a terminal.</summary>
    public static bool ErrorIsTerminal => IsTerminal(2) == 1;

    public bool IsInteractive { get; } = InputIsTerminal;

    public void Write(string text) => _output.Write(text);

    public IDisposable Hide() => _hidden.Begin();

    public Task<string?> ReadLineAsync(CancellationToken cancel) => Task.Run(() => ReadLine(cancel), CancellationToken.None);

    /// <summary>Makes typing visible again, from any thread.</summary>
    public void Restore() => _hidden.End();

    public void Dispose()
    {
        _hidden.Dispose();
        Close(_wake);
    }

    private string? ReadLine(CancellationToken cancel)
    {
        using var waking = cancel.Register(Wake);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (Take() is { } line)
            {
                return line;
            }

            if (_ended)
            {
                // Somebody who ended one question may answer the next.
                _ended = !IsInteractive;
                return null;
            }

            Fill();
        }
    }

    /// <summary>A whole line of what was read; at the end also one that nothing ends.</summary>
    private string? Take()
    {
        var end = _read.IndexOf((byte)'\n');
        if (end < 0 && _read.Count > MaxLine)
        {
            throw new InvalidDataException(T("A line of the input has more than 64 KiB."));
        }

        if (end < 0 && (!_ended || _read.Count == 0))
        {
            return null;
        }

        var length = end < 0 ? _read.Count : end;
        var line = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_read)[..length]);
        _read.RemoveRange(0, end < 0 ? length : length + 1);
        return line.TrimEnd('\r');
    }

    private void Fill()
    {
        var waited = stackalloc PollDescriptor[2];
        waited[0] = new PollDescriptor { Descriptor = Input, Events = PollIn };
        waited[1] = new PollDescriptor { Descriptor = _wake, Events = PollIn };
        Poll(waited, 2, -1);
        if (waited[1].Returned != 0)
        {
            ulong count;
            Read(_wake, (byte*)&count, sizeof(ulong));
            return;
        }

        if (waited[0].Returned == 0)
        {
            return;
        }

        var buffer = stackalloc byte[4096];
        var read = Read(Input, buffer, 4096);
        if (read > 0)
        {
            _read.AddRange(new ReadOnlySpan<byte>(buffer, (int)read));
        }
        else
        {
            _ended = read == 0 || Marshal.GetLastPInvokeError() is not (Interrupted or TryAgain);
        }
    }

    private void Wake()
    {
        ulong one = 1;
        Terminal.NativeTerminal.Write(_wake, (byte*)&one, sizeof(ulong));
    }
}
