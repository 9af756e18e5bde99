using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

/// <summary>
/// The way of someone who has never seen the program, from its menu to a first plan applied and undone, by the keys that
/// its last line names: in every language, on a window of today and on a terminal of 9600 baud.
/// </summary>
[Collection(OvsFixture.Name)]
public sealed class NewcomerTests(OvsFixture fixture) : IAsyncLifetime
{
    private const string Down = "\e[B", Enter = "\r", Space = " ", Tab = "\t";

    /// <summary>F1 of keyboards without function keys: Esc and a digit.</summary>
    private const string EscOne = "\e1";

    /// <summary>What a line of 9600 baud carries in a second, with a start and a stop bit for each byte.</summary>
    private const int BytesPerSecond = 9600 / 10;

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("en", "xterm-256color")]
    [InlineData("en", "vt100")]
    [InlineData("zh_CN", "xterm-256color")]
    [InlineData("zh_CN", "vt100")]
    public async Task A_newcomer_mirrors_a_port_from_the_menu_and_takes_it_back(string language, string type)
    {
        var say = Words.Of(language);
        await using var terminal = _program.Open(new PtyOptions().With(("TERM", type), ("TUISETUP_LANGUAGE", language)));
        await terminal.WaitForTextAsync(say.Menu);

        // What do the keys do? Then the wizard, by its name.
        terminal.Send(EscOne);
        await terminal.WaitForTextAsync(say.Help);
        terminal.Send(Enter);
        await terminal.WaitForScreenAsync(screen => !screen.Text.Contains(say.Help, StringComparison.Ordinal), "the menu");
        terminal.Send(Down + Down + Down + Enter);
        await terminal.WaitForTextAsync(say.At(1));
        await GoAsync(terminal, Tab + Enter, say.At(2));
        await GoAsync(terminal, Enter, say.At(3));
        await GoAsync(terminal, Tab + Tab + Tab + Enter, say.At(4));
        terminal.Send(Down + Space);
        await terminal.WaitForTextAsync("[*] v-h1");
        await GoAsync(terminal, Tab + Enter, say.At(5));
        await GoAsync(terminal, Tab + Enter, say.At(6));
        await GoAsync(terminal, Tab + Enter, say.At(7));
        await GoAsync(terminal, "vvvv" + Enter, say.At(8));
        await GoAsync(terminal, Tab + Enter, say.At(9));
        await Golden.CheckAsync(terminal, $"newcomer-review.{language}.{type}");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync(say.Done);
        Assert.Contains("mirror-br0", await fixture.Lab.VsctlAsync("list", "mirror"), StringComparison.Ordinal);
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync(say.Undone);
        await Golden.CheckAsync(terminal, $"newcomer-undone.{language}.{type}");
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));

        // Twelve screens and two reports; nobody waits for a minute altogether.
        Assert.InRange(terminal.BytesReceived, 1, 60 * BytesPerSecond);
        Assert.Empty(terminal.Screen.Unknown);
    }

    private static async Task GoAsync(PtyProcess terminal, string keys, string title)
    {
        terminal.Send(keys);
        await terminal.WaitForTextAsync(title);
    }

    /// <summary>What is waited for.</summary>
    private sealed record Words(string Menu, string Help, Func<int, string> At, string Done, string Undone)
    {
        public static Words Of(string language) => language == "en"
            ? new("What do you want to set up?", "Each entry is a wizard.", page => $"({page} of 9)", "Every object was read back", "Undone.")
            : new("要设置什么？", "每一项都是一个向导", page => $"({page}/9)", "完成。", "已撤销。");
    }
}
