using System.CommandLine;
using TuiSetup.Flow;

namespace TuiSetup.Commands;

/// <summary>tuisetup without a command: the menu.</summary>
internal static class MenuCommand
{
    public static Task<int> RunAsync(Composition program, ParseResult parsed) => Task.FromResult(MenuScreen.Run(program));
}
