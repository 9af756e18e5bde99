using System.Runtime.InteropServices;
using static TuiSetup.Newt.Terminal.NativeTerminal;

namespace TuiSetup.Newt.Lines;

/// <summary>Turns a terminal's echo off while a secret is typed; the end of a line is still seen. See termios(3).</summary>
internal sealed unsafe class HiddenTyping : IDisposable
{
    /// <summary>Where c_lflag stands in Linux's termios.</summary>
    private const int LocalFlags = 12;
    private const uint Echo = 8, EchoNewLine = 0x40;
    private readonly byte[] _found = new byte[TermiosSize];
    private readonly Lock _lock = new();
    private readonly PosixSignalRegistration _continue;
    private readonly int _terminal;
    private bool _hidden;

    public HiddenTyping(int terminal)
    {
        _terminal = terminal;
        _continue = PosixSignalRegistration.Create(PosixSignal.SIGCONT, context =>
        {
            // After a stop the shell has set the modes that it likes.
            context.Cancel = true;
            lock (_lock)
            {
                if (_hidden)
                {
                    Hide();
                }
            }
        });
    }

    /// <summary>Hides, if it is a terminal, until the result is disposed.</summary>
    public IDisposable Begin()
    {
        lock (_lock)
        {
            fixed (byte* found = _found)
            {
                _hidden = GetAttributes(_terminal, found) == 0;
            }

            if (_hidden)
            {
                Hide();
            }
        }

        return new Hiding(this);
    }

    /// <summary>Brings back what was found. Does nothing when nothing is hidden.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_hidden)
            {
                _hidden = false;
                fixed (byte* found = _found)
                {
                    SetAttributes(_terminal, ApplyNow, found);
                }
            }
        }
    }

    public void Dispose()
    {
        End();
        _continue.Dispose();
    }

    private void Hide()
    {
        var modes = stackalloc byte[TermiosSize];
        _found.CopyTo(new Span<byte>(modes, TermiosSize));
        var flags = (uint*)(modes + LocalFlags);
        *flags = (*flags & ~Echo) | EchoNewLine;
        SetAttributes(_terminal, ApplyNow, modes);
    }

    private sealed class Hiding(HiddenTyping typing) : IDisposable
    {
        public void Dispose() => typing.End();
    }
}
