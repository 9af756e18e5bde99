using System.Runtime.CompilerServices;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>Compares a screen with the one kept in Expected/. With UPDATE_EXPECTED=1 it writes it instead: look at it.</summary>
internal static class Golden
{
    /// <summary>Between screens that are kept in one file.</summary>
    private const string Separator = "\n\f\n";

    private static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1";

    /// <summary>Waits for the screen of a program, which may still be on its way, and compares it.</summary>
    public static Task CheckAsync(PtyProcess terminal, string name, [CallerFilePath] string caller = "")
        => CheckAsync(terminal, name, static text => text, caller);

    /// <inheritdoc cref="CheckAsync(PtyProcess, string, string)"/>
    /// <param name="terminal">The program.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="mask">Covers what depends on the moment and is not what the screen is for.</param>
    /// <param name="caller">The test's file.</param>
    public static async Task CheckAsync(PtyProcess terminal, string name, Func<string, string> mask, [CallerFilePath] string caller = "")
    {
        var file = FileOf(name, caller);
        if (IsUpdate)
        {
            await terminal.QuietAsync(TimeSpan.FromMilliseconds(500));
        }
        else if (File.Exists(file))
        {
            var expected = await File.ReadAllTextAsync(file);
            try
            {
                await terminal.WaitForScreenAsync(screen => mask(screen.Text) + "\n" == expected, name);
            }
            catch (TimeoutException)
            {
                // The comparison below says how they differ.
            }
        }

        Check(mask(terminal.Screen.Text) + "\n", name, caller);
    }

    public static void Check(string screen, string name, [CallerFilePath] string caller = "")
    {
        var file = FileOf(name, caller);
        if (IsUpdate)
        {
            // Later screens of the same test are written too; the run as a whole proves nothing then.
            File.WriteAllText(file, screen);
            return;
        }

        Assert.True(File.Exists(file), $"There is no {file}; make it with UPDATE_EXPECTED=1.");
        Assert.Equal(File.ReadAllText(file), screen);
    }

    /// <summary>The screens that are kept together in one file; none while they are made.</summary>
    public static IReadOnlyList<string> Parts(string name, [CallerFilePath] string caller = "")
        => FileOf(name, caller) is var file && !IsUpdate && File.Exists(file) ? File.ReadAllText(file).TrimEnd('\n').Split(Separator) : [];

    /// <summary>Waits for a screen; when it does not come, the comparison that follows says how they differ.</summary>
    public static async Task ArriveAsync(PtyProcess terminal, string screen)
    {
        try
        {
            await terminal.WaitForScreenAsync(shown => shown.Text.TrimEnd() == screen, "a screen");
        }
        catch (TimeoutException)
        {
        }
    }

    /// <summary>Compares several screens with those kept in one file.</summary>
    public static void CheckParts(IEnumerable<string> screens, string name, [CallerFilePath] string caller = "")
        => Check(string.Join(Separator, screens) + "\n", name, caller);

    private static string FileOf(string name, string caller)
    {
        var root = Path.GetDirectoryName(caller)!;
        while (!Directory.Exists(Path.Combine(root, "Expected")))
        {
            root = Path.GetDirectoryName(root) ?? throw new DirectoryNotFoundException("Expected");
        }

        return Path.Combine(root, "Expected", name + ".txt");
    }
}
