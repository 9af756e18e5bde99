using System.Text;
using TuiSetup.Newt.Dumps;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Testing;

/// <summary>Runs a program on a screen without a terminal: plays keys, and reads what stands there.</summary>
public sealed class ScreenHarness : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<KeyCode, string> Sequences = new()
    {
        [KeyCode.Up] = "\e[A", [KeyCode.Down] = "\e[B", [KeyCode.Right] = "\e[C", [KeyCode.Left] = "\e[D",
        [KeyCode.Home] = "\e[H", [KeyCode.End] = "\e[F", [KeyCode.PageUp] = "\e[5~", [KeyCode.PageDown] = "\e[6~",
        [KeyCode.Insert] = "\e[2~", [KeyCode.Delete] = "\e[3~", [KeyCode.Backspace] = "\x7f", [KeyCode.Enter] = "\r",
        [KeyCode.Tab] = "\t", [KeyCode.BackTab] = "\e[Z", [KeyCode.Escape] = "\e\e", [KeyCode.F1] = "\eOP", [KeyCode.F12] = "\e[24~",
    };

    private readonly Task _program;
    private NewtScreen? _screen;

    /// <param name="program">What runs on the screen, from its first window to its end.</param>
    /// <param name="columns">Width of the screen.</param>
    /// <param name="rows">Height of the screen.</param>
    /// <param name="options">Looks and time.</param>
    /// <param name="capabilities">What the terminal can do; null is an xterm.</param>
    public ScreenHarness(
        Func<NewtScreen, Task> program,
        int columns = 80,
        int rows = 24,
        NewtOptions? options = null,
        TerminalCapabilities? capabilities = null)
    {
        Terminal = new ScriptedTerminal(columns, rows, capabilities ?? ScriptedTerminal.Xterm);
        _program = Task.Factory.StartNew(
            () =>
            {
                using var screen = NewtScreen.Open(Terminal, options ?? new NewtOptions());
                _screen = screen;
                screen.Run(async () =>
                {
                    await program(screen);
                    return 0;
                });
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    public ScriptedTerminal Terminal { get; }

    /// <summary>The program; it fails as the program does.</summary>
    public Task Program => _program;

    /// <summary>The characters on the screen now, a line a row, without trailing blanks.</summary>
    public string Text => _screen?.Shown?.Text() ?? "";

    /// <summary>The same with its looks, and with size and cursor in a first line: what <see cref="ScreenDump"/> writes.</summary>
    public string Styled => _screen?.Shown is { } frame ? FrameText.Of(frame) : "";

    /// <summary>The cursor on the screen: column, row, and whether it shows.</summary>
    public (int Column, int Row, bool Visible) Cursor
        => _screen?.Shown is { } frame ? (frame.CursorColumn, frame.CursorRow, frame.CursorVisible) : default;

    /// <summary>Waits until the screen sleeps, or the program ended.</summary>
    public Task SettleAsync() => OrEnd(Terminal.SleepsAsync());

    /// <summary>Presses keys one after the other, each when the one before has been dealt with.</summary>
    public async Task PressAsync(params Key[] keys)
    {
        await SettleAsync();
        foreach (var key in keys)
        {
            await OrEnd(Terminal.TypeAsync(Encoding.UTF8.GetBytes(Encode(key))));
        }
    }

    /// <summary>Types text, character by character.</summary>
    public Task TypeAsync(string text) => PressAsync([.. text.EnumerateRunes().Select(rune => new Key(KeyCode.Character, rune))]);

    /// <summary>Sends bytes as a terminal would, and waits until they have been dealt with.</summary>
    public async Task TypeRawAsync(string bytes)
    {
        await SettleAsync();
        await OrEnd(Terminal.TypeAsync(Encoding.UTF8.GetBytes(bytes)));
    }

    /// <summary>Changes the screen's size.</summary>
    public Task ResizeAsync(int columns, int rows) => OrEnd(Terminal.ResizeAsync(columns, rows));

    public void Dispose()
    {
        if (!_program.IsCompleted)
        {
            Terminal.HangUp();
        }
    }

    private static string Encode(Key key) => key.Code switch
    {
        KeyCode.Character => key.Character.ToString(),
        KeyCode.Control => ((char)(key.Character.Value - 0x60)).ToString(),
        _ => Sequences[key.Code],
    };

    private async Task OrEnd(Task step)
    {
        if (await Task.WhenAny(step, _program).WaitAsync(Patience) == _program)
        {
            await _program;
        }
    }
}
