using System.Runtime.CompilerServices;

namespace TuiSetup.Tests.Support;

/// <summary>Compares a screen with the one kept in Expected/. With UPDATE_EXPECTED=1 it writes it instead: look at it.</summary>
internal static class Golden
{
    public static void Check(string screen, string name, [CallerFilePath] string caller = "")
    {
        var root = Path.GetDirectoryName(caller)!;
        while (!Directory.Exists(Path.Combine(root, "Expected")))
        {
            root = Path.GetDirectoryName(root) ?? throw new DirectoryNotFoundException("Expected");
        }

        var file = Path.Combine(root, "Expected", name + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            // Later screens of the same test are written too; the run as a whole proves nothing then.
            File.WriteAllText(file, screen);
            return;
        }

        Assert.True(File.Exists(file), $"There is no {file}; make it with UPDATE_EXPECTED=1.");
        Assert.Equal(File.ReadAllText(file), screen);
    }
}
