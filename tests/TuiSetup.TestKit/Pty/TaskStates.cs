using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace TuiSetup.TestKit;

/// <summary>What the threads of a process do, as the kernel tells it.</summary>
internal static class TaskStates
{
    private const char Asleep = 'S';
    private const string NoTime = "0x0", Forever = "0xffffffff";

    /// <summary>Calls that wait, and which of their arguments is the time they wait at most (-1: they know none).</summary>
    private static readonly Dictionary<int, (int Argument, string None)> Waits =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? new()
            {
                [63] = (-1, ""), [72] = (4, NoTime), [73] = (2, NoTime), [22] = (3, Forever), [98] = (3, NoTime), [260] = (-1, ""), [133] = (-1, ""),
                [207] = (-1, ""), [212] = (-1, ""),
            }
            : new()
            {
                [0] = (-1, ""), [7] = (2, Forever), [23] = (4, NoTime), [61] = (-1, ""), [202] = (3, NoTime),
                [232] = (3, Forever), [270] = (4, NoTime), [271] = (2, NoTime), [281] = (3, Forever), [130] = (-1, ""),
                [45] = (-1, ""), [47] = (-1, ""),
            };

    /// <summary>
    /// What tells a sleep from a later one, while every thread of the process and of those it started sleeps; null
    /// while one does not. Two equal ones in a row: none has run between them.
    /// </summary>
    public static string? Sleep(int pid) => Look(() =>
    {
        var sleep = new StringBuilder();
        foreach (var task in ProcessFamily.Of(pid).SelectMany(member => Directory.GetDirectories($"/proc/{member}/task")))
        {
            if (Of(task) != Asleep)
            {
                return null;
            }

            sleep.Append(task).Append(' ').Append(File.ReadAllText(Path.Combine(task, "schedstat")));
        }

        return sleep.ToString();
    });

    /// <summary>
    /// Whether the first thread waits for something to happen and would wait for ever, in the process and in all
    /// that it started.
    /// </summary>
    public static bool WaitsForEver(int pid) => Look(() => ProcessFamily.Of(pid).All(WaitsAlone) ? pid : (int?)null) is not null;

    /// <summary>The letter for what a process or thread does.</summary>
    /// <param name="folder">Its folder below /proc.</param>
    public static char Of(string folder)
    {
        var stat = File.ReadAllText(Path.Combine(folder, "stat"));
        return stat[stat.LastIndexOf(')') + 2];
    }

    private static T? Look<T>(Func<T?> look)
    {
        try
        {
            return look();
        }
        catch (IOException)
        {
            // One of them ended while we looked.
            return default;
        }
    }

    private static bool WaitsAlone(int pid)
    {
        var call = File.ReadAllText($"/proc/{pid}/syscall").Split(' ');
        return int.TryParse(call[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Waits.TryGetValue(number, out var limit)
            && (limit.Argument < 0 || IsNone(call[1 + limit.Argument], limit.None));
    }

    // An int argument of -1 may have ones or zeroes above its 32 bits.
    private static bool IsNone(string argument, string none) =>
        none == NoTime ? argument == NoTime : argument.EndsWith("ffffffff", StringComparison.Ordinal);
}
