using System.Collections.Immutable;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>What <c>grubby --info=ALL</c> prints: for each entry its kernel and its arguments.</summary>
internal static class GrubbyEntries
{
    /// <summary>Lines of words by kernel; an entry without a kernel is not one of ours.</summary>
    public static Value Parse(string output)
    {
        var (entries, kernel) = (ImmutableArray.CreateBuilder<(string, Value)>(), "");
        foreach (var parts in output.Split('\n').Select(line => line.Trim().Split('=', 2)).Where(parts => parts.Length == 2))
        {
            var value = parts[1].Trim('"');
            if (parts[0] == "kernel")
            {
                kernel = value;
            }
            else if (parts[0] == "args" && kernel.Length > 0)
            {
                entries.Add((kernel, Value.Of(BootWords.Ordered(value))));
                kernel = "";
            }
        }

        return Value.Map(entries.DistinctBy(entry => entry.Item1));
    }
}
