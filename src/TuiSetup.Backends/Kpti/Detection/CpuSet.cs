using System.Collections.Immutable;
using System.Globalization;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>Lists of CPUs as the kernel writes them: <c>0-3,8</c>.</summary>
internal static class CpuSet
{
    /// <summary>More is no machine but a mistake.</summary>
    private const int Most = 8192;

    /// <summary>Empty when it is not such a list.</summary>
    public static ImmutableArray<int> Parse(string? text)
    {
        var cpus = ImmutableArray.CreateBuilder<int>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last < first || last >= Most)
            {
                return [];
            }

            cpus.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return cpus.ToImmutable();
    }

    /// <summary>The same list as text.</summary>
    public static string Format(IEnumerable<int> cpus)
    {
        var parts = new List<(int First, int Last)>();
        foreach (var cpu in cpus.Order())
        {
            if (parts.Count > 0 && parts[^1].Last == cpu - 1)
            {
                parts[^1] = (parts[^1].First, cpu);
            }
            else
            {
                parts.Add((cpu, cpu));
            }
        }

        return string.Join(',', parts.Select(part => part.First == part.Last ? $"{part.First}" : $"{part.First}-{part.Last}"));
    }
}
