using System.Text;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Newt;

/// <summary>A screen with one window, to press keys in.</summary>
internal sealed class OneWindow : IDisposable
{
    public OneWindow(params ILayoutItem[] items)
        : this(_ => Grid.Stacked(0, items))
    {
    }

    public OneWindow(
        Func<ScreenSize, Grid> arrange,
        int columns = 80,
        int rows = 24,
        string title = "Title",
        NewtOptions? options = null,
        TerminalCapabilities? capabilities = null,
        Key[]? hotKeys = null,
        Widget? focus = null)
    {
        Harness = new ScreenHarness(
            async screen =>
            {
                using var window = screen.OpenWindow(new WindowOptions { Title = title, Arrange = arrange, HotKeys = hotKeys ?? [KeyCode.F12] });
                if (focus is not null)
                {
                    window.Focus(focus);
                }

                Exit = await window.RunAsync(screen.Gone);
            },
            columns,
            rows,
            options,
            capabilities);
    }

    public ScreenHarness Harness { get; }

    public FormExit? Exit { get; private set; }

    public string[] Rows => Harness.Text.Split('\n');

    public async Task<OneWindow> PressAsync(params Key[] keys)
    {
        await Harness.PressAsync(keys);
        return this;
    }

    public async Task<OneWindow> TypeAsync(string text)
    {
        await Harness.TypeAsync(text);
        return this;
    }

    /// <summary>The character under the terminal's cursor, and the rest of its row.</summary>
    public string AtCursor => Rows[Harness.Cursor.Row].PadRight(Harness.Cursor.Column)[Harness.Cursor.Column..];

    public static VtScreen Emulate(ScreenHarness harness, int columns = 80, int rows = 24, bool utf8 = true)
    {
        var screen = new VtScreen(columns, rows, utf8);
        screen.Feed(Encoding.UTF8.GetBytes(harness.Terminal.Written));
        return screen;
    }

    /// <summary>What an eye sees: a blank has no foreground.</summary>
    public static string[] Looks(VtScreen screen)
        => [.. Enumerable.Range(0, screen.Rows).Select(row => string.Join(' ', Enumerable.Range(0, screen.Columns).Select(column =>
        {
            var cell = screen[row, column];
            return cell.Text == " " && !cell.Reverse && !cell.Underline ? $"/{cell.Bg}" : cell.Text + cell.Style;
        })))];

    public void Dispose() => Harness.Dispose();
}
