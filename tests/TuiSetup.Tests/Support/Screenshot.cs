using System.Runtime.CompilerServices;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>
/// Golden screens that are pictures as well: assets/screenshots/NAME.svg is what the program shows, or the test fails. With
/// UPDATE_PICTURES=1, which is what <c>./build.sh pictures</c> sets, the picture is written instead.
/// </summary>
internal static class Screenshot
{
    /// <summary>Tests that make pictures have this trait, for they are all that is run to make them.</summary>
    public const string Trait = "Makes", Pictures = "pictures";

    public static string Folder { get; } = SourceTree.PathOf("assets", "screenshots");

    /// <summary>Whether pictures and recordings are made.</summary>
    public static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_PICTURES") == "1" || Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1";

    /// <summary>Waits for the screen as <see cref="Golden"/> has it, and compares its picture.</summary>
    /// <param name="terminal">The program.</param>
    /// <param name="name">The name of both files.</param>
    /// <param name="title">What is seen, in a few words.</param>
    /// <param name="mask">Covers what depends on the moment, and keeps the length of each row; null: nothing does.</param>
    /// <param name="caller">The test's file.</param>
    public static async Task CheckAsync(PtyProcess terminal, string name, string title, Func<string, string>? mask = null, [CallerFilePath] string caller = "")
    {
        AssertHasTrait();
        mask ??= static text => text;
        await Golden.CheckAsync(terminal, name, mask, caller);
        var file = Path.Combine(Folder, name + ".svg");
        if (IsUpdate)
        {
            Directory.CreateDirectory(Folder);
            await File.WriteAllTextAsync(file, Picture(terminal.Screen));
            return;
        }

        Assert.True(File.Exists(file), $"There is no {file}; ./build.sh pictures makes it.");
        var expected = await File.ReadAllTextAsync(file);
        try
        {
            // Looks and cursor may come after the text.
            await terminal.WaitForScreenAsync(screen => Picture(screen) == expected, $"picture {name}");
        }
        catch (TimeoutException)
        {
            Assert.Equal(expected, Picture(terminal.Screen));
        }

        string Picture(VtScreen screen) => SvgPicture.Of(screen.Image().Masked(mask), title);
    }

    public static void AssertHasTrait() => Assert.True(
        TestContext.Current.TestCase?.Traits.TryGetValue(Trait, out var makes) == true && makes.Contains(Pictures), $"This test makes pictures, and has no [Trait(\"{Trait}\", \"{Pictures}\")].");
}
