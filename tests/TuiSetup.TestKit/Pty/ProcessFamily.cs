using System.Globalization;

namespace TuiSetup.TestKit;

/// <summary>A process and all it started, as the kernel tells it.</summary>
internal static class ProcessFamily
{
    private const char Zombie = 'Z';

    /// <summary>The living, from the oldest on.</summary>
    public static IReadOnlyList<int> Of(int pid)
    {
        List<int> family = [pid];
        for (var i = 0; i < family.Count; i++)
        {
            family.AddRange(Children(family[i]));
        }

        return family;
    }

    private static IEnumerable<int> Children(int pid) =>
        Directory.GetDirectories($"/proc/{pid}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, NumberStyles.None, CultureInfo.InvariantCulture))
            .Where(child => !HasEnded(child));

    /// <summary>A first thread that ended is not the process: its parent hears of it when the last one has.</summary>
    private static bool HasEnded(int pid) =>
        TaskStates.Of($"/proc/{pid}") == Zombie && Directory.GetDirectories($"/proc/{pid}/task").Length == 1;
}
