using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

/// <summary>The first screen, in every theme.</summary>
public sealed class MenuScreenTests : IDisposable
{
    private readonly Tuisetup _program = new();

    [Theory, Trait(Screenshot.Trait, Screenshot.Pictures)]
    [InlineData("newt", "menu", "What can be set up")]
    [InlineData("high-contrast", "menu-high-contrast", "The same in the theme high-contrast")]
    [InlineData("mono", "menu-mono", "The same without colours")]
    public async Task What_can_be_set_up_is_shown_first(string theme, string name, string title)
    {
        await using var terminal = _program.Open("--theme", theme);
        await terminal.WaitForTextAsync("What do you want to set up?");
        await Screenshot.CheckAsync(terminal, name, title);
    }

    public void Dispose() => _program.Dispose();
}
