using System.Globalization;
using System.Runtime.InteropServices;

namespace TuiSetup.TestKit;

/// <summary>What the threads of a process do, as the kernel tells it.</summary>
internal static class TaskStates
{
    private const string NoTime = "0x0", Forever = "0xffffffff";

    /// <summary>Calls that wait, and which of their arguments is the time they wait at most (-1: they know none).</summary>
    private static readonly Dictionary<int, (int Argument, string None)> Waits =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64
            ? new()
            {
                [63] = (-1, ""), [72] = (4, NoTime), [73] = (2, NoTime), [22] = (3, Forever), [98] = (3, NoTime), [260] = (-1, ""),
            }
            : new()
            {
                [0] = (-1, ""), [7] = (2, Forever), [23] = (4, NoTime), [61] = (-1, ""), [202] = (3, NoTime),
                [232] = (3, Forever), [270] = (4, NoTime), [271] = (2, NoTime), [281] = (3, Forever),
            };

    /// <summary>Whether every thread sleeps.</summary>
    public static bool AllSleep(int pid)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{pid}/task").All(Sleeps);
        }
        catch (IOException)
        {
            // A thread ended while we looked.
            return false;
        }
    }

    /// <summary>Whether the first thread waits for something to happen and would wait for ever.</summary>
    public static bool WaitsForEver(int pid)
    {
        string[] call;
        try
        {
            call = File.ReadAllText($"/proc/{pid}/syscall").Split(' ');
        }
        catch (IOException)
        {
            return false;
        }

        return int.TryParse(call[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Waits.TryGetValue(number, out var limit)
            && (limit.Argument < 0 || IsNone(call[1 + limit.Argument], limit.None));
    }

    // An int argument of -1 may have ones or zeroes above its 32 bits.
    private static bool IsNone(string argument, string none) =>
        none == NoTime ? argument == NoTime : argument.EndsWith("ffffffff", StringComparison.Ordinal);

    private static bool Sleeps(string task)
    {
        var stat = File.ReadAllText(Path.Combine(task, "stat"));
        return stat[stat.LastIndexOf(')') + 2] == 'S';
    }
}
